package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says about the process: where it runs, how it is called, what is run before and after. */
@Timeout(300)
class ProcessIT {

    private final String namespace = "gemelit-" + ProcessHandle.current().pid() + "-process";
    private final Path runDirectory = Path.of("/run/gemel-" + namespace);

    @TempDir
    private Path directory;

    private Program appliance;

    @BeforeEach
    void makeNamespace() {
        Requirement.check(Rig.missing(Software.GEMEL));
        // A run that was killed may have left it.
        Commands.run(List.of("ip", "netns", "del", namespace), "");
        Commands.check("ip", "netns", "add", namespace);
        ip("link add eth0 type veth peer name eth1");
        ip("addr add 10.98.0.1/24 dev eth0");
        ip("link set eth0 up");
        ip("link set eth1 up");
    }

    @AfterEach
    void clearUp() throws IOException {
        if (appliance != null) {
            appliance.close();
        }
        Commands.run(List.of("ip", "netns", "del", namespace), "");
        Commands.run(List.of("rm", "-rf", runDirectory.toString()), "");
    }

    private String ip(String arguments) {
        return Commands.check(("ip -n " + namespace + " " + arguments).split(" "));
    }

    @Test
    void anInstanceRunsInItsNamespaceBetweenItsProgramsAndIsFoundByItsName() throws IOException {
        Path said = directory.resolve("said");
        Path script = Files.writeString(
                directory.resolve("script"),
                "#!/bin/sh\necho \"$1 $(ip -o addr show dev eth0 | grep -c 10.98.0.100)\" >>" + said + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path file = Files.writeString(directory.resolve("gemel.conf"), """
                net_namespace %1$s
                instance %1$s
                global_defs {
                    process_name gemel_test
                    vrrp_rt_priority 45
                    startup_script "%2$s up" root
                    shutdown_script "%2$s down" root
                }
                vrrp_instance V {
                    interface eth0
                    virtual_router_id 51
                    priority 255
                    virtual_ipaddress {
                        10.98.0.100/24
                    }
                }
                """.formatted(namespace, script));

        appliance = Program.start("Gemel", List.of(Software.launcher(), "run", "-f", file.toString()));
        appliance.lines().await("start", Rig.DEADLINE, line -> line.contains(": running /"));

        assertThat(ip("addr show dev eth0")).contains("10.98.0.100/24");
        assertThat(Files.readString(Path.of("/proc", Long.toString(appliance.pid()), "comm")))
                .isEqualTo("gemel_test\n");
        assertThat(runDirectory.resolve("gemel.pid")).hasContent(appliance.pid() + "\n");
        assertThat(Commands.check(Software.launcher(), "status", "--instance", namespace))
                .contains("MASTER");

        for (String signal : List.of("USR1", "USR2")) {
            appliance.signalMain(signal);
        }
        appliance.lines().await("status", Rig.DEADLINE, line -> line.contains("SIGUSR1: wrote "));
        appliance.lines().await("counters", Rig.DEADLINE, line -> line.contains("SIGUSR2: wrote "));
        assertThat(runDirectory.resolve("status.txt")).content().contains("MASTER");
        assertThat(runDirectory.resolve("counters.txt")).content().containsPattern("advertisement-sent +[1-9]");

        Commands.check(Software.launcher(), "stop", "--instance", namespace);
        appliance.awaitExit(Rig.DEADLINE);

        assertThat(said).hasContent("up 0\ndown 0\n");
        assertThat(ip("addr show dev eth0")).doesNotContain("10.98.0.100");
    }
}

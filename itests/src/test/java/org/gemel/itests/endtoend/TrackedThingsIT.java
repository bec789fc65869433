package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gemel serves while a script, file or process is well; else keepalived, which is worse otherwise, does. */
class TrackedThingsIT {

    private static final String ROUTER = """
            vrrp_instance lan {
                interface %s
                virtual_router_id 51
                priority %d
                version 3
                advert_int 0.2
                virtual_ipaddress {
                    %s/24
                }
            %s
            }
            """;

    private Lab lab;
    private Path directory;
    private Path script;
    private Node gemel;
    private Node keepalived;
    private Program router;

    @BeforeEach
    void build() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL, Software.KEEPALIVED));
        lab = Lab.build("gemelit", 2, 0);
        // Not in /tmp, where nothing that root runs should be.
        directory = Files.createTempDirectory(Path.of("/run"), "gemel-tracked");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        script = directory.resolve("check");
        gemel = lab.router(1);
        keepalived = lab.router(2);
    }

    private void start(String definitions, String lines) throws IOException {
        Path theirs = Files.createDirectory(directory.resolve("keepalived"));
        Files.writeString(theirs.resolve("keepalived.conf"), ROUTER.formatted(Node.INTERFACE, 100, Lab.SHARED4, ""));
        keepalived.start("keepalived", Software.KEEPALIVED.command(theirs));
        Path ours = Files.createDirectory(directory.resolve("gemel"));
        Files.writeString(
                ours.resolve("keepalived.conf"),
                "global_defs {\n    enable_script_security\n}\n" + definitions
                        + ROUTER.formatted(Node.INTERFACE, 200, Lab.SHARED4, lines));
        router = gemel.start("Gemel", Software.GEMEL.command(ours));
    }

    private void startWithScript() throws IOException {
        start("""
                vrrp_script check {
                    script "%s %s"
                    interval 0.2
                    timeout 0.5
                    user nobody
                }
                """.formatted(script, directory), "    track_script {\n        check\n    }");
    }

    private void script(String... lines) throws IOException {
        Path draft = Files.write(directory.resolve("draft"), List.of(lines));
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.move(draft, script, StandardCopyOption.ATOMIC_MOVE);
    }

    private void awaitServing(Node node) {
        Node idle = node == gemel ? keepalived : gemel;
        await(node + " alone serves", () -> node.holds(Lab.SHARED4) && !idle.holds(Lab.SHARED4));
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, Rig.DEADLINE, condition, () -> "\n" + router.output());
    }

    private String status() {
        return gemel.run(
                Software.launcher(),
                "status",
                "--run-dir",
                directory.resolve("gemel").toString());
    }

    @Test
    void aScriptThatFailsLetsTheOtherServe() throws IOException {
        script("#!/bin/sh", "exit 0");
        startWithScript();
        awaitServing(gemel);

        script("#!/bin/sh", "exit 7");
        awaitServing(keepalived);
        assertThat(status()).contains("script check: exit 7");

        script("#!/bin/sh", "exit 0");
        awaitServing(gemel);
    }

    @Test
    void aScriptThatHangsLetsTheOtherServe() throws IOException {
        script("#!/bin/sh", "while [ -e $1/hang ]; do sleep 0.05; done");
        startWithScript();
        awaitServing(gemel);

        Files.createFile(directory.resolve("hang"));
        awaitServing(keepalived);
        assertThat(status()).contains("script check: no result within 500 ms");

        Files.delete(directory.resolve("hang"));
        awaitServing(gemel);
    }

    @Test
    void aScriptThatVanishesLetsTheOtherServeAndIsNamed() throws IOException {
        script("#!/bin/sh", "exit 0");
        startWithScript();
        awaitServing(gemel);

        Files.delete(script);
        awaitServing(keepalived);
        assertThat(status()).contains(script + " does not exist; put it there or correct the path");

        script("exit 0");
        awaitServing(gemel);
    }

    @Test
    void aScriptThatMayNotBeRunLetsTheOtherServeAndTheRemedyIsNamed() throws IOException {
        script("#!/bin/sh", "exit 0");
        startWithScript();
        awaitServing(gemel);

        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        awaitServing(keepalived);
        assertThat(status()).contains("chmod a+rx " + script);
    }

    @Test
    void aProcessThatIsKilledLetsTheOtherServe() throws IOException {
        String name = "gm" + ProcessHandle.current().pid();
        Path program = Files.copy(Path.of("/bin/sleep"), directory.resolve(name));
        start(
                "vrrp_track_process daemon {\n    process " + name + "\n}\n",
                "    track_process {\n        daemon weight 0\n    }");
        awaitServing(keepalived);

        Program daemon = gemel.start("daemon", List.of(program.toString(), "1000"));
        awaitServing(gemel);

        daemon.kill();
        awaitServing(keepalived);
        assertThat(status()).contains("0 processes of " + name + ", at least 1 wanted");
    }

    @Test
    void aFileThatSaysANumberLetsTheOtherServe() throws IOException {
        Path file = directory.resolve("down/level");
        start("track_file level {\n    file " + file + "\n}\n", "    track_file {\n        level weight 0\n    }");
        awaitServing(gemel);

        Files.createDirectory(file.getParent());
        Files.writeString(file, "1\n");
        awaitServing(keepalived);

        Files.delete(file);
        awaitServing(gemel);
    }

    @AfterEach
    void clearUp() throws IOException {
        if (lab == null) {
            return;
        }
        lab.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What an owner of OpenWrt has in /etc/config, given to the packaged distribution as it is. */
@Execution(ExecutionMode.CONCURRENT)
class UciIT {

    private static final String NETWORK = "config interface 'lan'\n\toption device '" + Node.INTERFACE + "'\n";

    private static String text(String address, int priority) {
        return """
                config globals 'globals'
                	option enabled '1'

                config ipaddress
                	option name 'gateway'
                	option address '%s'
                	option device 'lan'

                config vrrp_instance
                	option name 'lan'
                	option interface 'lan'
                	option virtual_router_id '51'
                	option priority '%d'
                	option version '3'
                	option advert_int '0.2'
                	option nopreempt '0'
                	list virtual_ipaddress 'gateway'
                """.formatted(address, priority);
    }

    private static Path write(Path directory, String address, int priority) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("network"), NETWORK);
            return Files.writeString(directory.resolve("keepalived"), text(address, priority));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void checkExplainsEveryValueWithItsPlaceInTheUciFile(@TempDir Path directory) {
        Requirement.check(Rig.missing(Software.GEMEL));
        Path file = write(directory, "192.0.2.1/24", 150);

        Commands.Result result = Commands.run(List.of(Software.launcher(), "check", "--explain", file.toString()), "");

        String told = result.toString().replaceAll(" +", " ");
        assertThat(told)
                .contains("priority 150 " + file + ":13")
                .contains("interface " + Node.INTERFACE + " " + file + ":11")
                .contains(file + ":16:19: warning: nopreempt is off; the package would have turned this on");
    }

    @Test
    void aPairOfUciFilesServesAnAddressAndMayBecomeAPairOfKeepalivedConf() {
        OnRig.tell(new Pairing(Software.GEMEL, Software.GEMEL, Pairing.Flavour.V3), rig -> {
            start(rig, rig.better(), Rig.BETTER);
            start(rig, rig.other(), Rig.OTHER);
            rig.awaitServing(rig.better());
            assertThat(rig.better().counter("master-transitions")).isEqualTo(1);

            List.of(rig.other(), rig.better()).forEach(router -> router.reload(rig.setup()));
            rig.awaitServing(rig.better());
            assertThat(rig.better().counter("master-transitions"))
                    .as("the other language says the same")
                    .isEqualTo(1);

            rig.better().program().signalMain("KILL");
            rig.awaitServing(rig.other());
        });
    }

    @Test
    void aNetworkIsFollowedToItsNewDeviceAsSoonAsThatIsThere() {
        OnRig.tell(new Pairing(Software.GEMEL, Software.GEMEL, Pairing.Flavour.V3), rig -> {
            Router router = rig.better();
            start(rig, router, Rig.BETTER);
            rig.awaitServing(router);

            rename(router.directory().resolve("network"), "br-home");
            router.program()
                    .lines()
                    .await("waiting", Rig.DEADLINE, line -> line.contains("followed as soon as there is br-home"));
            assertThat(router.holds(rig.shared())).as("what runs goes on").isTrue();

            router.node().run("ip", "link", "add", "br-home", "type", "veth", "peer", "name", "port");
            router.node().run("ip", "address", "add", "198.51.100.2/24", "dev", "br-home");
            router.node().run("ip", "link", "set", "br-home", "up");
            router.node().run("ip", "link", "set", "port", "up");
            rig.await(
                    "the address is on the new device",
                    () -> router.node()
                            .run("ip", "-o", "address", "show", "dev", "br-home")
                            .contains(rig.shared()));
        });
    }

    /** As uci commit does it: another file of the same name. */
    private static void rename(Path network, String device) {
        try {
            Path next =
                    Files.writeString(network.resolveSibling("network.next"), NETWORK.replace(Node.INTERFACE, device));
            Files.move(next, network, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rig writes a keepalived.conf; the file of OpenWrt takes its place. */
    private static void start(Rig rig, Router router, int priority) {
        Path file = write(router.directory().resolve("etc"), rig.setup().sharedWithLength(), priority);
        router.start(
                rig.setup(),
                List.of(
                        "sh",
                        "-c",
                        "cp " + file + " " + file.resolveSibling("network") + " " + router.directory() + "\n"
                                + "mv " + router.directory() + "/keepalived " + router.directory()
                                + "/keepalived.conf\nexec \"$@\"",
                        "sh"));
        router.awaitReady();
    }
}

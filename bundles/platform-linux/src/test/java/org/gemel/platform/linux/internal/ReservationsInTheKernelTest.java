package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReservationsInTheKernelTest extends InTheLab {

    /** A process that is no more: no process starts at boot's first tick with that number. */
    private static final String DEAD = "2147483647/1/";

    @TempDir
    Path directory;

    private Path file;
    private LinuxPlatform platform;
    private Route route;
    private Route other;
    private Rule rule;
    private VirtualAddress address;

    @BeforeEach
    void start() throws Exception {
        file = directory.resolve("routing");
        InetAddress gateway = InetAddress.getByName("10.99.0.2");
        route = Route.to(subnet("198.51.100.0")).via(gateway, "eth0").build();
        other = Route.to(subnet("203.0.113.0")).via(gateway, "eth0").build();
        rule = Rule.of(Family.IPV4, 1000, new Rule.Lookup(100)).build();
        address = new VirtualAddress(InetAddress.getByName("10.98.0.1"), 24, "eth0", 0, null, null);
        platform = new LinuxPlatform(Lab.file(lab.left), file);
    }

    @AfterEach
    void stop() throws Exception {
        if (platform != null) {
            platform.close();
        }
    }

    private static Subnet subnet(String address) throws Exception {
        return new Subnet(InetAddress.getByName(address), 24);
    }

    /** Something to do with a network. */
    private interface Deed {
        void happen(Network network) throws Exception;
    }

    private void on(Deed deed) throws Exception {
        var done = new java.util.concurrent.FutureTask<>(() -> {
            deed.happen(platform.network());
            return true;
        });
        platform.loop().execute(done);
        done.get();
    }

    private void installAll() throws Exception {
        on(network -> {
            network.reserve(List.of(address), List.of(route, other), List.of(rule));
            network.lease(network.link("eth0"), address, Network.FOREVER);
            network.install(route);
            network.install(other);
            network.install(rule);
        });
    }

    private void restart() throws Exception {
        platform.close();
        platform = new LinuxPlatform(Lab.file(lab.left), file);
    }

    private void pretendThatTheNoteIsOfADeadProcess() throws Exception {
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("^\\d+/\\d+/", DEAD));
    }

    private String state() throws Exception {
        return Lab.ip(lab.left, "route show") + Lab.ip(lab.left, "rule show") + Lab.ip(lab.left, "addr show dev eth0");
    }

    @Test
    void whatAKilledProcessLeftGoesUnlessItIsWanted() throws Exception {
        installAll();
        pretendThatTheNoteIsOfADeadProcess();
        restart();

        on(network -> network.reserve(List.of(), List.of(other), List.of()));

        assertThat(state())
                .contains("203.0.113.0/24")
                .doesNotContain("198.51.100.0/24")
                .doesNotContain("1000:")
                .doesNotContain("10.98.0.1");
    }

    @Test
    void whatARunningProcessHasIsLeftAlone() throws Exception {
        installAll();
        restart();

        on(network -> network.reserve(List.of(), List.of(), List.of()));

        assertThat(state()).contains("203.0.113.0/24", "198.51.100.0/24", "1000:", "10.98.0.1");
    }

    @Test
    void aNoteOfAnotherNetworkNamespaceIsNotForThisOne() throws Exception {
        installAll();
        pretendThatTheNoteIsOfADeadProcess();
        Files.writeString(file, Files.readString(file).replaceFirst("net:\\[", "net:[9"));
        restart();

        on(network -> network.reserve(List.of(), List.of(), List.of()));

        assertThat(state()).contains("203.0.113.0/24", "198.51.100.0/24", "1000:");
    }

    @Test
    void aNoteThatMakesNoSenseIsPassedOver() throws Exception {
        installAll();
        pretendThatTheNoteIsOfADeadProcess();
        String head = Files.readAllLines(file).get(0);
        // An odd number of digits, too short a message, and one that asks for a link's end (RTM_DELLINK).
        Files.write(
                file, List.of(head, "abc", "00", "2000000011000500" + "00".repeat(8) + "00000000" + "00".repeat(12)));
        restart();

        on(network -> network.reserve(List.of(), List.of(), List.of()));

        assertThat(state()).contains("203.0.113.0/24", "198.51.100.0/24", "1000:");
        assertThat(file).doesNotExist();
    }

    @Test
    void withNothingToNoteThereIsNoFile() throws Exception {
        on(network -> network.reserve(List.of(), List.of(route), List.of()));
        assertThat(file).isNotEmptyFile();

        on(network -> network.reserve(List.of(), List.of(), List.of()));

        assertThat(file).doesNotExist();
    }
}

package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.demo.lab.Requirements;
import org.gemel.itests.rig.BfdPeer;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A virtual router that tracks a neighbour by BFD, the neighbour being FRR or keepalived. */
class BfdIT {

    private Lab lab;
    private Path directory;
    private Node gemel;
    private Node other;
    private Program router;

    @ParameterizedTest
    @EnumSource(BfdPeer.class)
    void itServesWhileTheIpv4NeighbourAnswersAndNotWhenItHasFallenSilent(BfdPeer peer) throws IOException {
        followsTheNeighbour(peer, false);
    }

    @ParameterizedTest
    @EnumSource(BfdPeer.class)
    void itServesWhileTheIpv6NeighbourAnswersAndNotWhenItHasFallenSilent(BfdPeer peer) throws IOException {
        followsTheNeighbour(peer, true);
    }

    private void followsTheNeighbour(BfdPeer peer, boolean ipv6) throws IOException {
        build(peer);
        Program neighbour = peer.start(other, gemel, subdirectory("first"));
        startGemel(ipv6 ? other.address6() : other.address4());
        await("it serves", () -> gemel.holds(Lab.SHARED4));

        neighbour.kill();
        await("it does not serve", () -> !gemel.holds(Lab.SHARED4));
        assertThat(status()).as("the detection time is 4 x 300 ms").contains("for 1200 ms (RFC 5880 6.8.4)");

        peer.start(other, gemel, subdirectory("second"));
        await("it serves again", () -> gemel.holds(Lab.SHARED4));
    }

    @Test
    void frrAgreesAboutTheIntervals() throws IOException {
        build(BfdPeer.FRR);
        Path frr = subdirectory("frr");
        BfdPeer.FRR.start(other, gemel, frr);
        startGemel(other.address4());
        await("it serves", () -> gemel.holds(Lab.SHARED4));

        String peers = BfdPeer.vtysh(frr, "show bfd peers json");

        assertThat(peers.replaceAll("\\s", ""))
                .contains(
                        "\"status\":\"up\"",
                        "\"remote-detect-multiplier\":3",
                        "\"remote-receive-interval\":300",
                        "\"remote-transmit-interval\":100");
    }

    @Test
    void aSessionThatFrrShutsDownMeansFaultUntilItIsBack() throws IOException {
        build(BfdPeer.FRR);
        Path frr = subdirectory("frr");
        BfdPeer.FRR.start(other, gemel, frr);
        startGemel(other.address4());
        await("it serves", () -> gemel.holds(Lab.SHARED4));
        String peer = "peer " + gemel.address4() + " interface " + Node.INTERFACE;

        BfdPeer.vtysh(frr, "configure terminal", "bfd", peer, "shutdown");
        await("it does not serve", () -> !gemel.holds(Lab.SHARED4));
        assertThat(status()).contains("AdminDown");

        BfdPeer.vtysh(frr, "configure terminal", "bfd", peer, "no shutdown");
        await("it serves again", () -> gemel.holds(Lab.SHARED4));
    }

    @Test
    void whenGemelEndsFrrIsToldSo() throws IOException {
        build(BfdPeer.FRR);
        Path frr = subdirectory("frr");
        BfdPeer.FRR.start(other, gemel, frr);
        startGemel(other.address4());
        await("it serves", () -> gemel.holds(Lab.SHARED4));

        router.signalMain("TERM");
        router.awaitExit(Rig.DEADLINE);

        await(
                "FRR heard that the session was switched off",
                () -> BfdPeer.vtysh(frr, "show bfd peers").contains("Remote diagnostics: administratively down"));
    }

    /** RFC 5883: between addresses that are on no LAN. */
    @Test
    void aSessionOverSeveralHopsFollowsFrr() throws IOException {
        build(BfdPeer.FRR);
        String here = "10.66.0.1";
        String there = "10.66.0.2";
        gemel.run("ip", "address", "add", here + "/32", "dev", "lo");
        other.run("ip", "address", "add", there + "/32", "dev", "lo");
        gemel.run("ip", "route", "add", there, "via", other.address4(), "src", here);
        other.run("ip", "route", "add", here, "via", gemel.address4(), "src", there);
        Path frr = subdirectory("frr");
        BfdPeer.FRR.start(other, gemel, frr);
        String peer = "peer " + here + " multihop local-address " + there;
        BfdPeer.vtysh(frr, "configure terminal", "bfd", peer, "receive-interval 200", "transmit-interval 150");

        startGemel(there, "    multihop\n    source_ip " + here + "\n");
        await("it serves", () -> gemel.holds(Lab.SHARED4));
        assertThat(BfdPeer.vtysh(frr, "show bfd " + peer)).contains("Status: up");

        BfdPeer.vtysh(frr, "configure terminal", "bfd", peer, "shutdown");
        await("it does not serve", () -> !gemel.holds(Lab.SHARED4));
        assertThat(status()).contains("AdminDown");

        BfdPeer.vtysh(frr, "configure terminal", "bfd", peer, "no shutdown");
        await("it serves again", () -> gemel.holds(Lab.SHARED4));
    }

    private void build(BfdPeer peer) throws IOException {
        List<String> missing = new ArrayList<>(Requirements.missing());
        missing.addAll(Rig.missing(Software.GEMEL));
        missing.addAll(peer.missing());
        Requirement.check(missing);
        lab = Lab.build("gemelit", 2, 0);
        directory = Files.createTempDirectory("gemel-bfd");
        // FRR runs as a user of its own.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        gemel = lab.router(1);
        other = lab.router(2);
    }

    private Path subdirectory(String name) throws IOException {
        return Files.createDirectory(directory.resolve(name));
    }

    private void startGemel(String neighbour) throws IOException {
        startGemel(neighbour, "");
    }

    /** @param more further lines of the session */
    private void startGemel(String neighbour, String more) throws IOException {
        Path own = subdirectory("gemel");
        Files.writeString(own.resolve("keepalived.conf"), """
                global_defs {
                    router_id %s
                }
                bfd_instance peer {
                    neighbor_ip %s
                    min_rx 300
                    min_tx 100
                    multiplier 3
                %s}
                vrrp_instance lan {
                    interface %s
                    virtual_router_id 51
                    version 3
                    advert_int 0.2
                    virtual_ipaddress {
                        %s/24
                    }
                    track_bfd {
                        peer
                    }
                }
                """.formatted(
                        gemel.name(), neighbour, more, Node.INTERFACE, Lab.SHARED4));
        router = gemel.start("Gemel", Software.GEMEL.command(own));
    }

    /** What the appliance says. */
    private String status() {
        return gemel.run(
                Software.launcher(),
                "status",
                "--json",
                "--run-dir",
                directory.resolve("gemel").toString());
    }

    private void await(String what, BooleanSupplier condition) {
        Await.until(what, Rig.DEADLINE, condition, () -> "\n" + router.output());
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

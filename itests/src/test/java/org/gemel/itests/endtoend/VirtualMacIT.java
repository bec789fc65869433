package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Routers share an address and the hardware address behind it. */
@Execution(ExecutionMode.CONCURRENT)
class VirtualMacIT {

    private static final String MAC4 = "00:00:5e:00:01:33";
    private static final String MAC6 = "00:00:5e:00:02:33";

    private static final Setup IPV4 = new Setup(3, "0.2", "    use_vmac\n", null, false, List.of(Lab.SHARED4 + "/24"));
    private static final Setup IPV6 =
            new Setup(3, "0.2", "    use_vmac\n", null, false, List.of("fe80::10:1/64", Lab.SHARED6 + "/64"));
    private static final Setup FROM_BASE =
            new Setup(3, "0.2", "    use_vmac\n    vmac_xmit_base\n", null, false, List.of(Lab.SHARED4 + "/24"));
    private static final Setup REFUSING =
            new Setup(3, "0.2", "    use_vmac\n    no_accept\n", null, false, List.of(Lab.SHARED4 + "/24"));

    private record Case(String name, Setup setup, String mac, Software better, Software other) {

        @Override
        public String toString() {
            return name + " " + better + " over " + other;
        }
    }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("IPv4", IPV4, MAC4, Software.GEMEL, Software.GEMEL),
                new Case("IPv4", IPV4, MAC4, Software.GEMEL, Software.KEEPALIVED),
                new Case("IPv4", IPV4, MAC4, Software.KEEPALIVED, Software.GEMEL),
                new Case("IPv6", IPV6, MAC6, Software.GEMEL, Software.GEMEL),
                new Case("IPv6", IPV6, MAC6, Software.GEMEL, Software.KEEPALIVED),
                new Case("IPv6", IPV6, MAC6, Software.KEEPALIVED, Software.GEMEL),
                new Case("xmit_base", FROM_BASE, MAC4, Software.GEMEL, Software.KEEPALIVED));
    }

    private interface Story {
        void happen(Rig rig);
    }

    private static void tell(Case what, Story story) {
        Requirement.check(Rig.missing(what.better(), what.other()));
        try (Rig rig = Rig.build(what.setup(), what.better(), what.other())) {
            story.happen(rig);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theClientNeverLearnsAnotherHardwareAddressAndTheSwitchAlwaysKnowsThePlace(Case what) {
        tell(what, rig -> {
            Program neighbours = rig.client().start("neighbours", List.of("ip", "-o", "monitor", "neigh"));
            rig.startBoth();
            rig.await("the switch finds " + what.mac(), () -> isAt(rig, what.mac(), rig.better()));

            rig.better().program().signalMain("TERM");
            rig.awaitServing(rig.other());
            rig.await("the switch finds it again", () -> isAt(rig, what.mac(), rig.other()));
            rig.better().program().awaitExit(Rig.DEADLINE);

            rig.better().start(rig.setup());
            rig.better().awaitReady();
            rig.awaitServing(rig.better());
            rig.await("the switch finds it where it was", () -> isAt(rig, what.mac(), rig.better()));

            assertThat(rig.client().run("ip", "neigh", "show", rig.shared())).contains("lladdr " + what.mac());
            assertThat(neighbours.lines().all())
                    .filteredOn(line -> line.startsWith(rig.shared() + " ") && line.contains("lladdr"))
                    .noneMatch(line -> realMacs(rig).stream().anyMatch(line::contains));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whoeverHangsLosesTheAddressAndGetsItBack(Case what) {
        tell(what, rig -> {
            rig.startBoth();

            rig.better().program().signal("STOP");
            rig.await("the other router takes over", () -> rig.other().holds(rig.shared()));
            if (what.better() == Software.GEMEL) {
                rig.awaitServing(rig.other());
            }
            rig.better().program().signal("CONT");

            rig.awaitServing(rig.better());
            rig.await("the switch finds it where it was", () -> isAt(rig, what.mac(), rig.better()));
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCleanStopLeavesTheHostAsItWas(Case what) {
        tell(what, rig -> {
            Router gemel = what.better() == Software.GEMEL ? rig.better() : rig.other();
            List<String> before = settings(gemel.node());
            rig.startBoth();
            assertThat(settings(gemel.node())).isNotEqualTo(before);

            gemel.program().signalMain("TERM");
            gemel.program().awaitExit(Rig.DEADLINE);

            assertAsBefore(gemel.node(), before);
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingThatAKilledRouterLeftIsInTheWayOrStays(Case what) {
        tell(what, rig -> {
            Router gemel = what.better() == Software.GEMEL ? rig.better() : rig.other();
            List<String> before = settings(gemel.node());
            rig.startBoth();

            gemel.program().kill();
            gemel.start(rig.setup());
            gemel.awaitReady();
            rig.awaitServing(rig.better());

            gemel.program().signalMain("TERM");
            gemel.program().awaitExit(Rig.DEADLINE);
            assertAsBefore(gemel.node(), before);
        });
    }

    @Test
    void aRestartWithoutVirtualMacSweepsUp() {
        Case what = new Case("IPv4", IPV4, MAC4, Software.GEMEL, Software.GEMEL);
        tell(what, rig -> {
            List<String> before = settings(rig.better().node());
            rig.startBoth();

            rig.better().program().kill();
            rig.awaitServing(rig.other());
            rig.better().start(Setup.v3("0.2"));
            rig.better().awaitReady();

            assertAsBefore(rig.better().node(), before);
        });
    }

    @Test
    void aRouterThatDoesNotAcceptPacketsIsStillFound() {
        Case what = new Case("no_accept", REFUSING, MAC4, Software.GEMEL, Software.GEMEL);
        tell(what, rig -> {
            rig.other().start(rig.setup());
            rig.better().start(rig.setup());
            rig.await("the better router serves", () -> rig.better().holds(rig.shared()));
            rig.await(
                    "packets are refused",
                    () -> rig.better().node().run("nft", "list", "ruleset").contains(rig.shared()));

            assertThat(rig.client().reaches(rig.shared())).isFalse();
            assertThat(rig.client().run("ip", "neigh", "show", rig.shared())).contains("lladdr " + what.mac());

            rig.better().program().signalMain("TERM");
            rig.better().program().awaitExit(Rig.DEADLINE);
            assertThat(rig.better().node().run("nft", "list", "ruleset")).isEmpty();
        });
    }

    /** The hardware addresses of the Gemel routers' interfaces; keepalived does tell neighbours its own when it asks them. */
    private static List<String> realMacs(Rig rig) {
        return Stream.of(rig.better(), rig.other())
                .filter(router -> router.software() == Software.GEMEL)
                .map(router -> "lladdr "
                        + router.node()
                                .run("cat", "/sys/class/net/eth0/address")
                                .strip())
                .toList();
    }

    private static boolean isAt(Rig rig, String mac, Router router) {
        return rig.believedAt(mac).equals(router.node().name());
    }

    /**
     * What a router might change for good: settings of IP, interfaces, and packet rules. A line, or the rules as a whole, says all
     * of one thing, so that none is like that of another. Interfaces as JSON: as text they
     * come with the name of the namespace where the other end of the cable is, for which {@code ip} asks all namespaces of the
     * machine, and it complains of those that another test is just removing.
     */
    private static List<String> settings(Node node) {
        return Stream.of(
                        node.run("sysctl", "-a", "-r", "^net\\.ipv[46]\\.conf\\.")
                                .lines(),
                        node.run("ip", "-json", "-d", "link", "show")
                                .replace(",{\"ifindex\"", ",\n{\"ifindex\"")
                                .lines()
                                .map(line -> line.replaceAll("[\\[\\],]*$", "")),
                        Stream.of(node.run("nft", "list", "ruleset")))
                .flatMap(each -> each)
                .toList();
    }

    /** Says only what differs: there are hundreds of settings. */
    private static void assertAsBefore(Node node, List<String> before) {
        List<String> now = settings(node);
        assertThat(now).filteredOn(line -> !before.contains(line)).isEmpty();
        assertThat(before).filteredOn(line -> !now.contains(line)).isEmpty();
    }
}

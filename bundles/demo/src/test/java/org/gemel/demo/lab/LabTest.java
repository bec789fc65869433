package org.gemel.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    private Lab lab;

    @BeforeEach
    void build() {
        List<String> missing = Requirements.missing();
        if (!missing.isEmpty() && "required".equals(System.getProperty("gemel.lab"))) {
            fail(String.join("; ", missing));
        }
        assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
        lab = Lab.build("labtest", 2, 1);
    }

    @AfterEach
    void close() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void nodesReachEachOther() {
        assertThat(lab.client(1).reaches(lab.router(1).address4())).isTrue();
        assertThat(lab.client(1).reaches(lab.router(2).address6())).isTrue();
    }

    @Test
    void aPulledCableIsNoticedAtBothEnds() {
        lab.router(1).cable().pull();

        assertThat(lab.client(1).reaches(lab.router(1).address4())).isFalse();
        assertThat(lab.router(1).run("ip", "link", "show", "eth0")).contains("NO-CARRIER");
    }

    @Test
    void aCutCableLooksWhole() {
        lab.router(1).cable().cut();

        assertThat(lab.client(1).reaches(lab.router(1).address4())).isFalse();
        assertThat(lab.router(1).run("ip", "link", "show", "eth0")).contains("LOWER_UP");
    }

    @Test
    void aMendedCableCarriesAgain() {
        lab.router(1).cable().cut();
        lab.router(1).cable().mend();

        assertThat(lab.client(1).reaches(lab.router(1).address4())).isTrue();
    }

    @Test
    void aMutedNodeIsNotHeardAndStillHears() {
        assertThat(lab.router(1).reaches(lab.router(2).address4())).isTrue();
        Capture capture = lab.capture();
        lab.router(1).cable().mute();

        announce(lab.router(1), "02:00:00:00:00:aa");
        forget(lab.router(1), lab.router(2));
        announce(lab.router(2), "02:00:00:00:00:bb");

        awaitAnnouncement(capture, lab.router(2));
        assertThat(announced(capture)).containsOnly(lab.router(2).address4());
        Await.until(
                "the muted node knows where the other one is",
                SOON,
                () -> neighbour(lab.router(1), lab.router(2)).contains("02:00:00:00:00:bb"));
    }

    @Test
    void aDeafenedNodeHearsNothingAndIsStillHeard() {
        assertThat(lab.router(1).reaches(lab.router(2).address4())).isTrue();
        Capture capture = lab.capture();
        lab.router(1).cable().deafen();

        announce(lab.router(1), "02:00:00:00:00:aa");
        forget(lab.router(1), lab.router(2));
        announce(lab.router(2), "02:00:00:00:00:bb");

        awaitAnnouncement(capture, lab.router(1));
        awaitAnnouncement(capture, lab.router(2));
        assertThat(neighbour(lab.router(1), lab.router(2))).contains("02:00:00:00:00:99");
    }

    @Test
    void theWatchSeesAnAddressComeAndItsLeaseEnd() {
        AddressWatch watch = lab.router(1).watchAddresses();
        lab.router(1).run("ip", "address", "add", "10.0.0.1/24", "dev", "eth0", "valid_lft", "1", "preferred_lft", "1");

        AddressChange arrival = watch.awaitArrival("10.0.0.1", SOON, 0);
        AddressChange departure = watch.awaitDeparture("10.0.0.1", SOON, 0);

        assertThat(arrival.held().validSeconds()).isEqualTo(1);
        assertThat(departure.at()).isAfter(arrival.at());
    }

    @Test
    void theProberCountsWhatACutCableCosts() {
        Prober prober = lab.client(1).probe(lab.router(1).address4(), 10);
        prober.awaitAnswer(SOON);
        lab.router(1).cable().cut();
        prober.awaitMissed(20, SOON);
        lab.router(1).cable().mend();
        prober.awaitAnswer(SOON);
        Prober.Report report = prober.end();

        // A busy machine may lose one more now and then.
        int lost = report.outages().stream().mapToInt(Prober.Outage::lost).sum();
        assertThat(report.outages()).anyMatch(outage -> outage.lost() >= 20);
        assertThat(report.answered() + lost).isBetween(report.sent() - 1, report.sent());
    }

    @Test
    void theCaptureSeesAnnouncements() {
        Capture capture = lab.capture();
        lab.router(1).run("ip", "address", "add", "10.0.0.1/24", "dev", "eth0");
        announce(lab.router(1), "02:00:00:00:00:aa");

        Sighting.Announcement seen = (Sighting.Announcement)
                capture.sightings().await("announcement", SOON, Sighting.Announcement.class::isInstance);

        assertThat(seen.address()).isIn("10.0.0.1", "10.0.0.11");
        assertThat(seen.mac()).isEqualTo("02:00:00:00:00:aa");
    }

    @Test
    void closingLeavesNothingBehind() {
        Program sleeper = lab.router(1).start("sleep", List.of("sleep", "1000"));
        lab.close();

        assertThat(sleeper.awaitExit(SOON)).isNotZero();
        assertThat(Namespaces.list())
                .noneMatch(name ->
                        name.startsWith("labtest-" + ProcessHandle.current().pid() + "-"));
    }

    @Test
    void whatADeadProcessLeftIsRemoved() {
        String left = "labtest-999999999-" + ProcessHandle.current().pid() + "-r1";
        Commands.check("ip", "netns", "add", left);

        Namespaces.removeLeftovers("labtest");

        assertThat(Namespaces.list()).doesNotContain(left);
    }

    /** Lets a node tell everybody its addresses, with a new MAC address. */
    private static void announce(Node node, String mac) {
        node.run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/eth0/arp_notify");
        node.run("ip", "link", "set", "eth0", "address", mac);
    }

    /** Lets a node believe that another one is where nobody is, until it hears otherwise. */
    private static void forget(Node node, Node other) {
        node.run(
                "ip",
                "neighbour",
                "replace",
                other.address4(),
                "lladdr",
                "02:00:00:00:00:99",
                "dev",
                "eth0",
                "nud",
                "stale");
    }

    private static String neighbour(Node node, Node other) {
        return node.run("ip", "neighbour", "show", "to", other.address4());
    }

    private static void awaitAnnouncement(Capture capture, Node of) {
        capture.sightings()
                .await(
                        "announcement of " + of,
                        SOON,
                        seen -> seen instanceof Sighting.Announcement announcement
                                && announcement.address().equals(of.address4()));
    }

    private static List<String> announced(Capture capture) {
        return capture.sightings().all().stream()
                .filter(Sighting.Announcement.class::isInstance)
                .map(seen -> ((Sighting.Announcement) seen).address())
                .toList();
    }
}

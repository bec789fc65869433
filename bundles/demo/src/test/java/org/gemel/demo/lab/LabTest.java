package org.gemel.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LabTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    private Lab lab;

    @BeforeEach
    void build() {
        List<String> missing = Requirements.missing();
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
    void aMutedNodeIsNotHeard() {
        lab.router(1).cable().mute();

        assertThat(lab.router(1).reaches(lab.client(1).address4())).isFalse();
    }

    @Test
    void aDeafenedNodeHearsNothing() {
        lab.router(1).cable().deafen();

        assertThat(lab.router(1).reaches(lab.client(1).address4())).isFalse();
    }

    @Test
    void theWatchSeesAnAddressComeAndItsLeaseEnd() {
        AddressWatch watch = lab.router(1).watchAddresses();
        lab.router(1).run("ip", "address", "add", "10.0.0.1/24", "dev", "eth0", "valid_lft", "1", "preferred_lft", "1");

        AddressChange arrival = watch.awaitArrival("10.0.0.1", SOON, 0);
        AddressChange departure = watch.awaitDeparture("10.0.0.1", SOON, 0);

        assertThat(arrival.held().validSeconds()).isEqualTo(1);
        assertThat(Duration.between(arrival.at(), departure.at())).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void theProberCountsWhatACutCableCosts() {
        Prober prober = lab.client(1).probe(lab.router(1).address4(), 10);
        prober.awaitAnswer(SOON);
        lab.router(1).cable().cut();
        Await.pause(Duration.ofMillis(200));
        lab.router(1).cable().mend();
        prober.awaitAnswer(SOON);
        Prober.Report report = prober.end();

        assertThat(report.outages()).hasSize(1);
        assertThat(report.outages().get(0).lost()).isBetween(10, 200);
        assertThat(report.answered() + report.outages().get(0).lost()).isBetween(report.sent() - 1, report.sent());
    }

    @Test
    void theCaptureSeesAnnouncements() {
        Capture capture = lab.capture();
        lab.router(1).run("ip", "address", "add", "10.0.0.1/24", "dev", "eth0");
        lab.router(1).run("sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/eth0/arp_notify");
        lab.router(1).run("ip", "link", "set", "eth0", "address", "02:00:00:00:00:aa");

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
        assertThat(Commands.check("ip", "netns", "list"))
                .doesNotContain("labtest-" + ProcessHandle.current().pid() + "-");
    }

    @Test
    void whatADeadProcessLeftIsRemoved() {
        String left = "labtest-999999999-1-r1";
        Commands.check("ip", "netns", "add", left);

        Namespaces.removeLeftovers("labtest");

        assertThat(Commands.check("ip", "netns", "list")).doesNotContain(left);
    }
}

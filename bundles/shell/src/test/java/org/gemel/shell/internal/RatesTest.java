package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.dataplane.Traffic.Counts;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static List<VirtualServerStatus> counting(Counts counts) {
        VirtualServerStatus some = Fakes.servers().get(0);
        return List.of(new VirtualServerStatus(
                some.name(),
                some.addresses(),
                some.scheduler(),
                some.dataPlane(),
                some.quorumReached(),
                some.quorum(),
                some.weight(),
                some.sorry(),
                some.suspended(),
                some.reason(),
                some.since(),
                some.realServers(),
                counts));
    }

    private static Counts rate(Counts before, Counts after, Duration elapsed) {
        return Rates.between(counting(before), counting(after), elapsed).get(0).traffic();
    }

    private static final Counts BEFORE = new Counts(10, 5, 6, 100, 200, 1000, 2000);

    @Test
    void whatWasCountedIsDividedByTheTimeThatItTook() {
        assertThat(rate(BEFORE, new Counts(40, 5, 6, 160, 230, 1300, 2600), Duration.ofMillis(1500)))
                .isEqualTo(new Counts(20, 5, 6, 40, 20, 200, 400));
    }

    @Test
    void whatIsOpenIsNoRate() {
        assertThat(rate(BEFORE, new Counts(10, 8, 9, 100, 200, 1000, 2000), Duration.ofSeconds(1)))
                .isEqualTo(new Counts(0, 8, 9, 0, 0, 0, 0));
    }

    @Test
    void whatBeganToBeCountedAnewOrIsNotCountedHasNone() {
        assertThat(rate(BEFORE, new Counts(3, 1, 0, 7, 7, 7, 7), Duration.ofSeconds(1)))
                .isEqualTo(new Counts(-1, 1, 0, -1, -1, -1, -1));
        assertThat(rate(Counts.UNKNOWN, BEFORE, Duration.ofSeconds(1))).isEqualTo(new Counts(-1, 5, 6, -1, -1, -1, -1));
    }

    @Test
    void whoWasNotThereBeforeHasNone() {
        assertThat(Rates.between(List.of(), counting(BEFORE), Duration.ofSeconds(1)))
                .extracting(VirtualServerStatus::traffic)
                .containsExactly(Counts.UNKNOWN);
    }
}

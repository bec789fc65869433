package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.ProcessCount.Arguments;
import org.gemel.api.tracker.Health;
import org.junit.jupiter.api.Test;

/** Behaviour 63. */
class ProcessTrackerTest {

    private final Bench bench = new Bench();

    private void watch(int quorum, int most, long forkDelay, long terminateDelay) {
        bench.watch(
                new ProcessTrackers(),
                new ProcessCount(
                        "web",
                        List.of("nginx"),
                        Arguments.ANY,
                        false,
                        quorum,
                        most,
                        Duration.ofMillis(forkDelay),
                        Duration.ofMillis(terminateDelay)));
        bench.run(100);
    }

    private int start() {
        return bench.software.start("nginx", List.of("nginx"));
    }

    @Test
    void whatRunsAlreadyIsCountedAtOnce() {
        start();
        watch(1, Integer.MAX_VALUE, 500, 500);
        assertThat(bench.news).containsExactly("well@0");
    }

    @Test
    void theLossOfTheQuorumIsNoticedAtOnce() {
        int first = start();
        start();
        watch(2, Integer.MAX_VALUE, 0, 0);
        bench.software.end(first);
        bench.run(100);
        start();
        bench.run(100);
        assertThat(bench.news).containsExactly("well@0", "failed@100", "well@200");
    }

    @Test
    void theReasonHasTheNumbers() {
        watch(2, Integer.MAX_VALUE, 0, 0);
        start();
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Failed("1 process of nginx, at least 2 wanted"));
        assertThat(bench.tracker().detail()).isEqualTo("1 process");
    }

    @Test
    void quorumMaxIsTheMostThatIsWell() {
        start();
        watch(1, 1, 0, 0);
        start();
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Failed("2 processes of nginx, at most 1 wanted"));
    }

    @Test
    void terminateDelayForgetsAGapThatCloses() {
        int first = start();
        watch(1, Integer.MAX_VALUE, 0, 200);
        bench.software.end(first);
        bench.run(199);
        int second = start();
        bench.run(1000);
        bench.software.end(second);
        bench.run(1000);
        assertThat(bench.news).containsExactly("well@0", "failed@1499");
    }

    @Test
    void forkDelayWaitsBeforeItIsWell() {
        watch(1, Integer.MAX_VALUE, 300, 0);
        start();
        bench.run(1000);
        assertThat(bench.news).containsExactly("failed@0", "well@400");
    }

    @Test
    void closingEndsTheNews() {
        watch(1, Integer.MAX_VALUE, 0, 0);
        bench.close();
        start();
        bench.run(1000);
        assertThat(bench.news).containsExactly("failed@0");
    }
}

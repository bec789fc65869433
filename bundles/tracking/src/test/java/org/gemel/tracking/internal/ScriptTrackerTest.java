package org.gemel.tracking.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.TrackerDefinition.Script;
import org.gemel.api.tracker.Health;
import org.gemel.platform.simulated.Conduct;
import org.junit.jupiter.api.Test;

/** Behaviours 59 and 60: a script every second, with a second's patience unless said otherwise. */
class ScriptTrackerTest {

    private static final String PATH = "/etc/check";

    private final Bench bench = new Bench();

    private void watch(Conduct conduct) {
        watch(conduct, Duration.ofSeconds(1), 1, 1, false);
    }

    private void watch(Conduct conduct, Duration timeout, int rise, int fall, boolean startsFailed) {
        become(conduct);
        bench.watch(
                new ScriptTrackers(),
                new Script("chk", List.of(PATH), Duration.ofSeconds(1), timeout, rise, fall, startsFailed, null, null));
    }

    private void become(Conduct conduct) {
        bench.software.install(PATH, () -> conduct);
    }

    @Test
    void nothingIsKnownBeforeTheFirstResult() {
        watch(Conduct.exits(0, Duration.ofMillis(300)));
        bench.run(200);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Unknown());
        assertThat(bench.tracker().detail()).isEmpty();
    }

    @Test
    void itRunsAtOnceAndThenFromStartToStart() {
        watch(Conduct.exits(0, Duration.ofMillis(300)));
        assertThat(bench.software.runs(PATH)).isEqualTo(1);
        bench.run(999);
        assertThat(bench.software.runs(PATH)).isEqualTo(1);
        bench.run(1);
        assertThat(bench.software.runs(PATH)).isEqualTo(2);
        bench.run(9000);
        assertThat(bench.software.runs(PATH)).isEqualTo(11);
    }

    @Test
    void whatChangesIsNewsAndWhatStaysIsNot() {
        watch(Conduct.exits(0));
        bench.run(2500);
        become(Conduct.exits(1));
        bench.run(3000);
        become(Conduct.exits(0));
        bench.run(3000);
        assertThat(bench.news).containsExactly("well@0", "failed@3000", "well@6000");
    }

    /** Behaviour 103. */
    @Test
    void aVerdictThatThereWasStaysUntilAsManyResultsAsItTakesSayOtherwise() {
        become(Conduct.exits(1));
        bench.watchOn(
                new ScriptTrackers(),
                new Script("chk", List.of(PATH), Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3, true, null, null),
                new Health.Well());
        assertThat(bench.tracker().health()).isEqualTo(new Health.Well());
        bench.run(3000);
        assertThat(bench.news).containsExactly("failed@2000");
    }

    @Test
    void theReasonIsThePhraseWithoutTheTimeThatVaries() {
        watch(Conduct.exits(3, Duration.ofMillis(12)).saying("  no route\nto host"));
        bench.run(100);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Failed("exit 3"));
        assertThat(bench.tracker().detail()).isEqualTo("exit 3 after 12 ms: no route");
    }

    @Test
    void fallAndRiseAreCounted() {
        watch(Conduct.exits(0), Duration.ofSeconds(1), 2, 3, false);
        bench.run(500);
        become(Conduct.exits(1));
        bench.run(3000);
        become(Conduct.exits(0));
        bench.run(3000);
        assertThat(bench.news).containsExactly("well@0", "failed@3000", "well@5000");
    }

    @Test
    void initFailMeansFailedUntilItHasSucceededRiseTimes() {
        watch(Conduct.exits(0), Duration.ofSeconds(1), 2, 1, true);
        assertThat(bench.tracker().health()).isInstanceOf(Health.Failed.class);
        bench.run(1500);
        assertThat(bench.news).containsExactly("well@1000");
    }

    @Test
    void aRunThatTakesTooLongFailsThenAndThere() {
        watch(Conduct.hangs(), Duration.ofMillis(400), 1, 1, false);
        bench.run(400);
        assertThat(bench.news).containsExactly("failed@400");
        assertThat(bench.software.running(PATH)).isZero();
        assertThat(bench.tracker().detail()).isEqualTo("no result within 400 ms");
    }

    @Test
    void aRunThatDoesNotHeedIsKilledTwoSecondsLater() {
        watch(Conduct.hangsStubbornly(), Duration.ofMillis(400), 1, 1, false);
        bench.run(2399);
        assertThat(bench.software.running(PATH)).isEqualTo(1);
        bench.run(1);
        assertThat(bench.software.running(PATH)).isZero();
        assertThat(bench.software.runs(PATH)).isEqualTo(1);
    }

    @Test
    void aRunWithinItsTimeIsNotOvertakenByTheNext() {
        watch(Conduct.exits(0, Duration.ofMillis(2500)), Duration.ofSeconds(3), 1, 1, false);
        bench.run(2499);
        assertThat(bench.software.runs(PATH)).isEqualTo(1);
        bench.run(501);
        assertThat(bench.software.runs(PATH)).isEqualTo(2);
        assertThat(bench.news).containsExactly("well@2500");
    }

    @Test
    void eachIntervalThatAHungRunOutlastsCountsAsFailed() {
        watch(Conduct.exits(0), Duration.ofSeconds(1), 1, 3, false);
        bench.run(500);
        become(Conduct.hangsStubbornly());
        bench.run(10_000);
        // Begun at 1 s, late at 2 s, still there at 3 s, killed at 4 s, and the next one late at 5 s.
        assertThat(bench.news).containsExactly("well@0", "failed@5000");
    }

    @Test
    void whatCannotBeStartedCountsAsFailedAndSaysWhy() {
        bench.watch(
                new ScriptTrackers(),
                new Script(
                        "chk",
                        List.of("/gone"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        1,
                        false,
                        null,
                        null));
        bench.run(1);
        assertThat(bench.tracker().health()).isEqualTo(Health.Failed.unasked("/gone does not exist; install it"));
        assertThat(bench.tracker().detail()).isEqualTo("/gone does not exist; install it");
    }

    /** Else one run that could not begin would take over the priority of who tracks it in reverse. */
    @Test
    void whatFailedWhenItLastRanHasFailedUntilItCannotBeRunAsOftenAsMakesAFailure() {
        watch(Conduct.exits(1), Duration.ofSeconds(1), 1, 2, false);
        bench.run(500);
        bench.software.uninstall(PATH);
        bench.run(1000);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Failed("exit 1"));

        bench.run(1000);
        assertThat(bench.tracker().health())
                .isInstanceOfSatisfying(
                        Health.Failed.class,
                        failed -> assertThat(failed.asked()).isFalse());

        become(Conduct.exits(1));
        bench.run(1000);
        assertThat(bench.tracker().health()).isEqualTo(new Health.Failed("exit 1"));
    }

    @Test
    void afterAPauseItGoesOnWithoutMakingUpForWhatItMissed() {
        watch(Conduct.exits(0));
        bench.run(500);
        bench.node.pause();
        bench.run(60_000);
        bench.node.resume();
        bench.run(10);
        assertThat(bench.software.runs(PATH)).isEqualTo(2);
    }

    @Test
    void closingEndsTheRunAndTheNews() {
        watch(Conduct.hangs());
        bench.close();
        assertThat(bench.software.running(PATH)).isZero();
        bench.run(10_000);
        assertThat(bench.software.runs(PATH)).isEqualTo(1);
        assertThat(bench.news).isEmpty();
    }
}

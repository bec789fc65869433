package org.gemel.notifier.script.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.gemel.api.config.Command;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Software;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

class SequenceTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final Software software = node.software();
    private final Platform platform = node.start();
    private boolean ending;

    private CompletableFuture<Outcome> begin(String... keywords) {
        List<Call> calls = Stream.of(keywords)
                .map(each -> new Call(each, new Command(List.of("/" + each), null, null, ScriptPolicy.DEFAULT)))
                .toList();
        return Sequence.begin(platform, calls, () -> ending);
    }

    private void run(Duration time) {
        world.run(time);
    }

    @Test
    void howACommandEndedIsTheOutcome() {
        software.install("/a", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("a");
        run(Duration.ofMillis(1));
        assertThat(outcome).isCompletedWithValue(new Outcome(true, "a exit 0"));
    }

    @Test
    void theSecondBeginsWhenTheFirstHasEnded() {
        software.install("/a", () -> Conduct.exits(0, Duration.ofSeconds(5)));
        software.install("/b", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("a", "b");
        run(Duration.ofSeconds(4));
        assertThat(software.runs("/b")).isZero();
        run(Duration.ofSeconds(2));
        assertThat(outcome).isCompletedWithValue(new Outcome(true, "a exit 0; b exit 0"));
    }

    @Test
    void aCommandThatFailsIsToldAndTheNextIsRunAllTheSame() {
        software.install("/a", () -> Conduct.exits(3).saying("no such thing\nnor this"));
        software.install("/b", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("a", "b");
        run(Duration.ofMillis(1));
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "a exit 3, saying: no such thing; b exit 0"));
    }

    @Test
    void whatCannotBeRunIsTold() {
        CompletableFuture<Outcome> outcome = begin("a");
        run(Duration.ofMillis(1));
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "a not run: /a does not exist; install it"));
    }

    @Test
    void aCommandThatHangsIsToldToEndAndTheNextIsRun() {
        software.install("/a", Conduct::hangs);
        software.install("/b", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("a", "b");
        run(Sequence.LIMIT.minusMillis(1));
        assertThat(software.running("/a")).isEqualTo(1);
        run(Duration.ofMillis(2));
        assertThat(outcome)
                .isCompletedWithValue(new Outcome(false, "a ended by SIGTERM after more than 60 s; b exit 0"));
    }

    @Test
    void aCommandThatDoesNotListenIsKilled() {
        software.install("/a", Conduct::hangsStubbornly);
        CompletableFuture<Outcome> outcome = begin("a");
        run(Sequence.LIMIT.plus(Sequence.GRACE).plusMillis(1));
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "a ended by SIGKILL after more than 60 s"));
    }

    @Test
    void whatThePlatformsEndBreaksOffIsBrokenOff() {
        ending = true;
        software.install("/b", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("gone", "b");
        run(Duration.ofMillis(1));
        assertThat(outcome).isCancelled();
        assertThat(software.runs("/b")).isZero();
    }

    @Test
    void whatIsLeftWhenThePlatformEndsIsBrokenOff() {
        software.install("/a", () -> Conduct.exits(0, Duration.ofSeconds(5)));
        software.install("/b", () -> Conduct.exits(0));
        CompletableFuture<Outcome> outcome = begin("a", "b");
        run(Duration.ofSeconds(1));
        ending = true;
        run(Duration.ofSeconds(5));
        assertThat(outcome).isCancelled();
        assertThat(software.runs("/b")).isZero();
    }
}

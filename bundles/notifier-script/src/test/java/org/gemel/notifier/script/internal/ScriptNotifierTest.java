package org.gemel.notifier.script.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Software;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;

class ScriptNotifierTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private boolean ending;

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final Software software = node.software();
    private final ScriptNotifier notifier = new ScriptNotifier(node.start(), () -> this.ending);

    private CompletionStage<Outcome> tell(String instance, VrrpState state) {
        Command command = new Command(List.of("/notify"), null, null, ScriptPolicy.DEFAULT);
        Wishes wishes = new Wishes(Map.of(), command, false, false);
        return Objects.requireNonNull(
                notifier.tell(new Notice(new Event.Transition(NOW, instance, VrrpState.INIT, state, 100, ""), wishes)));
    }

    /** The appliance's own bundle was replaced: the next life tells what comes while a command of the one before runs. */
    @Test
    void ofOneSubjectOneCommandRunsAtATimeWhoeverTells() {
        software.install("/notify", () -> Conduct.exits(0, Duration.ofSeconds(5)));
        CompletionStage<Outcome> first = tell("VI_1", VrrpState.BACKUP);
        CompletionStage<Outcome> second = tell("VI_1", VrrpState.MASTER);
        world.run(Duration.ofSeconds(4));
        assertThat(software.runs("/notify")).isEqualTo(1);

        world.run(Duration.ofSeconds(4));
        assertThat(first).isCompleted();
        assertThat(software.runs("/notify")).isEqualTo(2);

        world.run(Duration.ofSeconds(4));
        assertThat(second).isCompletedWithValue(new Outcome(true, "notify exit 0"));
    }

    @Test
    void ofTwoSubjectsCommandsRunAtTheSameTime() {
        software.install("/notify", () -> Conduct.exits(0, Duration.ofSeconds(5)));
        tell("VI_1", VrrpState.MASTER);
        tell("VI_2", VrrpState.MASTER);
        world.run(Duration.ofSeconds(4));
        assertThat(software.running("/notify")).isEqualTo(2);
    }

    @Test
    void whatWaitsForTheFormerCommandIsBrokenOffWhenThePlatformEnds() {
        software.install("/notify", () -> Conduct.exits(0, Duration.ofSeconds(5)));
        CompletionStage<Outcome> first = tell("VI_1", VrrpState.BACKUP);
        CompletionStage<Outcome> second = tell("VI_1", VrrpState.MASTER);
        world.run(Duration.ofSeconds(1));
        ending = true;
        world.run(Duration.ofSeconds(5));
        assertThat(first).isCompletedWithValue(new Outcome(true, "notify exit 0"));
        assertThat(second)
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(CancellationException.class);
        assertThat(software.runs("/notify")).isEqualTo(1);
    }
}

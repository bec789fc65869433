package org.gemel.notifier.fifo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.api.status.VrrpState.FAULT;
import static org.gemel.notifier.fifo.internal.Samples.PATH;
import static org.gemel.notifier.fifo.internal.Samples.READER;
import static org.gemel.notifier.fifo.internal.Samples.configuration;
import static org.gemel.notifier.fifo.internal.Samples.fifo;
import static org.gemel.notifier.fifo.internal.Samples.fifoWithReader;
import static org.gemel.notifier.fifo.internal.Samples.groupBecame;
import static org.gemel.notifier.fifo.internal.Samples.master;
import static org.gemel.notifier.fifo.internal.Samples.notice;
import static org.gemel.notifier.fifo.internal.Samples.restored;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Notifications.Fifo.Content;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.GroupStatus;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Software;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FifoNotifierTest {

    private static final String MASTER_LINE = "INSTANCE \"V1\" MASTER 150\n";

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final Software software = node.software();
    private final Platform platform = node.start();
    private final FifoNotifier notifier = new FifoNotifier(() -> platform, () -> null);

    private Outcome tell(Notice notice) {
        CompletionStage<Outcome> told = notifier.tell(notice);
        return told == null
                ? new Outcome(true, "nothing")
                : told.toCompletableFuture().join();
    }

    private void run(double seconds) {
        world.run(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    /** Writes until no line fits. */
    private int fill() {
        int lines = 0;
        while (tell(master()).delivered()) {
            lines++;
        }
        return lines;
    }

    @Test
    void aLineIsWrittenForWhatHappened() {
        notifier.configured(configuration(fifo()));

        assertThat(tell(master())).isEqualTo(new Outcome(true, "written"));
        assertThat(software.drain(PATH)).isEqualTo(MASTER_LINE);
    }

    @Test
    void eachPipeOfVirtualRoutersGetsIt() {
        notifier.configured(configuration(
                fifo("/a", Content.ALL, false), fifo("/v", Content.VRRP, false), fifo("/l", Content.LVS, false)));

        assertThat(tell(master())).isEqualTo(new Outcome(true, "written to 2 FIFOs"));
        assertThat(software.drain("/a")).isEqualTo(MASTER_LINE);
        assertThat(software.drain("/v")).isEqualTo(MASTER_LINE);
        assertThat(software.drain("/l")).isEmpty();
    }

    @Test
    void whereNoPipeIsWantedNothingIsToBeTold() {
        notifier.configured(configuration());

        assertThat(notifier.tell(master())).isNull();
    }

    @Test
    void newsWithoutALineAreNothingToTell() {
        notifier.configured(configuration(fifo()));

        assertThat(notifier.tell(notice(restored()))).isNull();
    }

    @Test
    void aFullPipeLosesLinesAndTheyAreCounted() {
        notifier.configured(configuration(fifo()));
        int lines = fill();

        assertThat(tell(master())).isEqualTo(new Outcome(false, PATH + " is full, nobody reads it; 2 lines lost"));
        assertThat(software.drain(PATH)).isEqualTo(MASTER_LINE.repeat(lines));
    }

    @Test
    void aPipeThatIsReadAgainTakesLinesAgainAndCountsFromTheBeginning() {
        notifier.configured(configuration(fifo()));
        fill();
        software.drain(PATH);

        fill();

        assertThat(tell(master()).detail()).endsWith("2 lines lost");
    }

    @Test
    void aPipeThatSomebodyRemovedIsMadeAgain() {
        notifier.configured(configuration(fifo()));
        software.removePipe(PATH);

        assertThat(tell(master()).delivered()).isTrue();
        assertThat(software.drain(PATH)).isEqualTo(MASTER_LINE);
    }

    @Test
    void somethingElseInItsPlaceIsSaidAndLeftAlone() {
        software.write(PATH, "precious");
        notifier.configured(configuration(fifo()));

        assertThat(tell(master()))
                .isEqualTo(new Outcome(
                        false, "cannot make the FIFO " + PATH + ": there is an ordinary file of that name already"));
    }

    @Test
    void aPipeThatCouldNotBeMadeIsTriedAgainLater() {
        software.write(PATH, "precious");
        notifier.configured(configuration(fifo()));
        software.delete(PATH);

        run(9.9);
        assertThat(tell(master()).delivered()).isFalse();
        run(0.1);
        assertThat(tell(master()).delivered()).isTrue();
    }

    @Test
    void aReloadLeavesAPipeOpenThatStays() {
        notifier.configured(configuration(fifo()));
        tell(master());

        notifier.configured(configuration(fifo(), fifo("/other", Content.VRRP, false)));

        assertThat(software.drain(PATH)).isEqualTo(MASTER_LINE);
    }

    @Test
    void aReloadRemovesAPipeThatGoes() {
        notifier.configured(configuration(fifo()));

        notifier.configured(configuration());

        assertThat(software.drain(PATH)).isNull();
    }

    @Test
    void theStatesAreWrittenAgainWhereThatIsWanted() {
        notifier.configured(configuration(fifo("/a", Content.ALL, true), fifo("/v", Content.VRRP, false)));
        tell(master());
        tell(notice(groupBecame(FAULT)));
        software.drain("/a");
        software.drain("/v");

        notifier.configured(configuration(fifo("/a", Content.ALL, true), fifo("/v", Content.VRRP, false)));

        assertThat(software.drain("/a")).isEqualTo(MASTER_LINE + "GROUP \"G\" FAULT 0\n");
        assertThat(software.drain("/v")).isEmpty();
    }

    @Test
    void whoBeginsLateKnowsWhatIsPresent() {
        EngineStatus present =
                new EngineStatus(List.of(), List.of(new GroupStatus("G", List.of(), FAULT)), Map.of(), List.of());
        FifoNotifier late = new FifoNotifier(() -> platform, () -> present);
        late.configured(configuration(fifo(PATH, Content.ALL, true)));

        late.configured(configuration(fifo(PATH, Content.ALL, true)));

        assertThat(software.drain(PATH)).isEqualTo("GROUP \"G\" FAULT 0\n");
    }

    @Test
    void aReaderIsStartedWithThePipe() {
        software.install(READER, Conduct::hangs);
        notifier.configured(configuration(fifoWithReader()));
        run(0);

        assertThat(software.running(READER)).isEqualTo(1);
    }

    @Test
    void aReaderThatEndsIsStartedAgainEverLater() {
        software.install(READER, () -> Conduct.exits(1));
        notifier.configured(configuration(fifoWithReader()));

        run(0);
        assertThat(software.runs(READER)).isEqualTo(1);
        run(1);
        assertThat(software.runs(READER)).isEqualTo(2);
        run(2);
        assertThat(software.runs(READER)).isEqualTo(3);
        run(600);
        assertThat(software.runs(READER)).isBetween(14, 17);
    }

    @Test
    void aReaderThatRanForLongIsStartedAgainSoon() {
        software.install(READER, () -> Conduct.exits(1));
        notifier.configured(configuration(fifoWithReader()));
        run(30);
        software.install(READER, () -> Conduct.exits(0, Duration.ofSeconds(60)));
        run(35);
        int runs = software.runs(READER);

        run(61);

        assertThat(software.runs(READER)).isEqualTo(runs + 1);
    }

    @Test
    void aReloadThatChangesNothingOfItLeavesAReaderRunning() {
        software.install(READER, Conduct::hangs);
        notifier.configured(configuration(fifoWithReader()));
        run(0);

        notifier.configured(configuration(fifoWithReader()));
        run(5);

        assertThat(software.runs(READER)).isEqualTo(1);
    }

    @Test
    void aReaderThatIsNotWantedAnyMoreIsEnded() {
        software.install(READER, Conduct::hangs);
        notifier.configured(configuration(fifoWithReader()));
        run(0);

        notifier.configured(configuration(fifo()));
        run(5);

        assertThat(software.running(READER)).isZero();
        assertThat(software.drain(PATH)).isEmpty();
    }

    @Test
    void atTheEndAReaderMayReadTheLastLines() {
        software.install(READER, () -> Conduct.exits(0, Duration.ofMillis(300)));
        notifier.configured(configuration(fifoWithReader()));
        run(0);

        CompletableFuture<Void> end = notifier.end(false);
        run(0.299);
        assertThat(end).isNotDone();
        run(0.001);
        assertThat(end).isDone();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void atTheEndAReaderThatStaysIsEndedWithinASecond(boolean stubborn) {
        software.install(READER, stubborn ? Conduct::hangsStubbornly : Conduct::hangs);
        notifier.configured(configuration(fifoWithReader()));
        run(0);

        CompletableFuture<Void> end = notifier.end(false);
        run(stubborn ? 1 : 0.5);

        assertThat(end).isDone();
        assertThat(software.running(READER)).isZero();
    }

    @Test
    void atTheEndThePipeIsRemoved() {
        notifier.configured(configuration(fifo()));

        notifier.end(false);

        assertThat(software.drain(PATH)).isNull();
    }

    @Test
    void thePipeStaysForASuccessorWhoTakesItOver() {
        notifier.configured(configuration(fifo()));
        tell(master());

        notifier.end(true);

        assertThat(software.drain(PATH)).isEqualTo(MASTER_LINE);
    }

    @Test
    void afterTheEndNothingIsTold() {
        notifier.configured(configuration(fifo()));
        notifier.end(false);

        notifier.configured(configuration(fifo()));

        assertThat(notifier.tell(master())).isNull();
        assertThat(software.drain(PATH)).isNull();
    }
}

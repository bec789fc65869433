package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Family;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.config.Word;
import org.gemel.api.platform.Platform;
import org.gemel.appliance.internal.Fakes.FakeFactory;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.gemel.appliance.internal.Fakes.FakeReader;
import org.gemel.appliance.internal.notify.Deliveries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunTest {

    @TempDir
    private Path directory;

    private final FakeReader reader = new FakeReader();
    private final FakeFactory factory = new FakeFactory();
    private Slot<ConfigurationReader> readers = new Slot<>();
    private Slot<Platform> platforms = new Slot<>();
    private EngineKeeper engines = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CompletableFuture<Appliance> published = new CompletableFuture<>();
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private Run run;

    @AfterEach
    void end() {
        if (run != null) {
            run.stop();
        }
    }

    @Test
    void withoutAFileItSaysWhereItLooked() throws Exception {
        Path nowhere = directory.resolve("nowhere.conf");
        start(nowhere);
        assertThat(exitCode()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("looked for " + nowhere);
    }

    @Test
    void whatRunsSaysHowManyVirtualServersThereAre() {
        VirtualServer server = new VirtualServer(
                "fwmark 1",
                List.of(new VirtualServer.Address.Mark(1, Family.IPV4)),
                new VirtualServer.Scheduling("rr", Set.of()),
                VirtualServer.Forwarding.NAT,
                null,
                List.of(),
                null,
                1,
                0,
                false,
                false,
                false,
                null);
        Balancing none = Balancing.NONE;
        Balancing two = new Balancing(
                List.of(server, server), null, none.flush(), none.leave(), none.timeouts(), none.sync(), none.grace());
        Configuration routers = Fakes.configuration(Fakes.instance("VI_1", 51, 100));

        assertThat(new InForce(routers, List.of()).summary()).isEqualTo("VI_1 (eth0, VRID 51, IPv4)");
        assertThat(new InForce(routers.toBuilder().balancing(two).build(), List.of()).summary())
                .isEqualTo("VI_1 (eth0, VRID 51, IPv4), 2 virtual servers");
    }

    @Test
    void aFileWithErrorsDoesNotStart() throws Exception {
        reader.diagnostics = List.of(Fakes.error("priority 300"));
        allHere();
        start(file());
        assertThat(exitCode()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("gemel.conf:3:5: error: priority 300")
                .contains("not started: 1 error in ");
        assertThat(factory.made).isEmpty();
    }

    @Test
    void warningsAreSaidAndItStarts() throws Exception {
        reader.diagnostics = List.of(
                new Diagnostic(new Position("gemel.conf", 1, 1), Diagnostic.Severity.WARNING, "test", "odd", ""));
        allHere();
        start(file());
        appliance();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("gemel.conf:1:1: warning: odd");
    }

    @Test
    void withoutPrivilegesItSaysWhatIsMissing() throws Exception {
        allHere();
        platforms.add(new FakePlatform(List.of("CAP_NET_RAW is missing; run as root")));
        start(file());
        assertThat(exitCode()).isEqualTo(4);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("gemel: CAP_NET_RAW is missing; run as root\n");
        assertThat(factory.made).isEmpty();
    }

    @Test
    void aFileForAnInstanceDoesNotRunInTheRunDirectoryOfAll() throws Exception {
        reader.configuration = Fakes.in(null, "second");
        allHere();
        start(file());
        assertThat(exitCode()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("is for the instance second; give the option --instance second");
        assertThat(factory.made).isEmpty();
    }

    @Test
    void anEngineThatRefusesIsAFailure() throws Exception {
        factory.refuses = true;
        allHere();
        start(file());
        assertThat(exitCode()).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("eth0 is on fire");
    }

    @Test
    void itWaitsForAReaderThatIsLate() throws Exception {
        start(file());
        assertThat(published).isNotDone();
        allHere();
        assertThat(appliance().configuration()).isEqualTo(reader.configuration);
    }

    @Test
    void itCanBeStoppedWhileItWaits() throws Exception {
        start(file());
        run.stop();
        assertThat(exitCode()).isZero();
    }

    @Test
    void theApplianceIsPublishedWhenTheEngineRuns() throws Exception {
        allHere();
        Path file = file();
        start(file);
        assertThat(appliance().configurationFile()).isEqualTo(file);
        assertThat(appliance().startedAt()).isEqualTo(Fakes.CLOCK.instant());
        assertThat(factory.last().applied).containsExactly(reader.configuration);
    }

    @Test
    void stopStopsTheEngineAndWithdrawsTheAppliance() throws Exception {
        allHere();
        start(file());
        appliance().stop();
        assertThat(exitCode()).isZero();
        assertThat(factory.last().stopped).isTrue();
        assertThat(withdrawn).isDone();
    }

    @Test
    void theNextLifeRunsWhatRanWhateverTheFileSaysByThen() throws Exception {
        factory.memory = "how it was";
        reader.tree = tree("lan");
        allHere();
        Path file = file();
        start(file);
        appliance();
        run.suspend();
        assertThat(exitCode()).isEqualTo(Run.REPLACED);
        run.leave("");

        reader.broken = true;
        Files.delete(file);
        anotherLife();
        allHere();
        start(file);

        assertThat(appliance().configuration().instances())
                .extracting(VrrpInstance::name)
                .containsExactly("lan");
        assertThat(factory.told).containsExactly("how it was");
        assertThat(new Bequest(directory.toString()).look()).isEmpty();
    }

    @Test
    void aReloadThatAwaitsAConfirmationAwaitsItInTheNextLife() throws Exception {
        factory.memory = "how it was";
        reader.tree = tree("lan");
        allHere();
        start(file());
        Appliance first = appliance();
        reader.configuration = Fakes.configuration(Fakes.instance("wan", 52, 100));
        reader.tree = tree("wan");
        first.reload(Duration.ofHours(1));
        run.suspend();
        exitCode();
        run.leave("");

        anotherLife();
        allHere();
        start(directory.resolve("gemel.conf"));

        assertThat(appliance().configuration().instances().get(0).name()).isEqualTo("wan");
        assertThat(appliance().confirmationDue())
                .isBetween(
                        Fakes.CLOCK.instant().plus(Duration.ofMinutes(59)),
                        Fakes.CLOCK.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void whatTheNextLifeFailsToGoOnWithIsThereForTheOneAfterIt() throws Exception {
        factory.memory = "how it was";
        reader.tree = tree("lan");
        allHere();
        start(file());
        appliance();
        run.suspend();
        exitCode();
        run.leave("");

        anotherLife();
        start(directory.resolve("gemel.conf"));
        run.suspend();
        exitCode();
        run.leave("");

        assertThat(new Bequest(directory.toString()).look().orElseThrow().memory())
                .isEqualTo("how it was");
    }

    @Test
    void whatIsSuspendedBeforeItIsAllThereLeavesWhatItsEngineKnew() throws Exception {
        factory.memory = "how it was";
        reader.tree = tree("lan");
        allHere();
        start(file());
        appliance();
        run.suspend();
        exitCode();
        run.leave("");

        factory.memory = "how it is";
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        factory.applying = () -> {
            began.countDown();
            await(goOn);
        };
        anotherLife();
        allHere();
        start(directory.resolve("gemel.conf"));
        await(began);
        Thread suspending = new Thread(run::suspend);
        suspending.start();
        while (!run.replaced()) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        suspending.join();
        assertThat(exitCode()).isEqualTo(Run.REPLACED);
        run.leave("");

        Bequest.Left left = new Bequest(directory.toString()).look().orElseThrow();
        assertThat(left.memory()).isEqualTo("how it is");
        assertThat(left.running().tree()).isEqualTo(tree("lan"));
    }

    @Test
    void wordsThatComeWhileItBeginsAreLookedAt() throws Exception {
        Configuration meansMore = Fakes.configuration(Fakes.instance("VI_1", 51, 150));
        factory.applying = () -> {
            factory.applying = () -> {};
            reader.configuration = meansMore;
            run.wordsChanged();
        };
        allHere();
        start(file());
        appliance();
        factory.last().awaitApplied(2);
        assertThat(factory.last().applied).endsWith(meansMore);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<Directive> tree(String name) {
        return List.of(new Directive(new Word(name, new Position("gemel.conf", 1, 1), false), List.of(), null));
    }

    /** As the next version of the bundle begins. */
    private void anotherLife() {
        readers = new Slot<>();
        platforms = new Slot<>();
        engines = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);
        published = new CompletableFuture<>();
        exitCode = new CompletableFuture<>();
    }

    private void allHere() {
        readers.add(reader);
        FakePlatform platform = new FakePlatform();
        platforms.add(platform);
        engines.add(platform);
        engines.add(factory);
    }

    private Path file() throws Exception {
        return Files.createFile(directory.resolve("gemel.conf"));
    }

    private void start(Path file) {
        CompletableFuture<Appliance> announced = published;
        CompletableFuture<Integer> ended = exitCode;
        Run started = new Run(
                ConfigurationFile.at(file.toString()),
                Fakes.OPTIONS,
                readers,
                platforms,
                engines,
                new BalancerKeeper(event -> {}, Fakes.CLOCK),
                new Objections(),
                new Bequest(directory.toString()),
                new Deliveries(Duration.ZERO),
                appliance -> {
                    announced.complete(appliance);
                    return () -> withdrawn.complete(null);
                },
                new ApplianceDuty(engines, new MaintenanceFile(directory.resolve("state")), Fakes.CLOCK),
                Duration.ofSeconds(4),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Fakes.CLOCK);
        run = started;
        new Thread(() -> {
                    try {
                        ended.complete(started.live());
                    } catch (InterruptedException | RuntimeException failed) {
                        ended.completeExceptionally(failed);
                    }
                })
                .start();
    }

    private int exitCode() throws InterruptedException, ExecutionException, TimeoutException {
        return exitCode.get(60, TimeUnit.SECONDS);
    }

    private Appliance appliance() throws InterruptedException, ExecutionException, TimeoutException {
        return published.get(60, TimeUnit.SECONDS);
    }
}

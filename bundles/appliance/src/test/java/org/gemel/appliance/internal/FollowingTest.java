package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.NotificationStatus;
import org.gemel.appliance.internal.Fakes.FakeFactory;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.gemel.appliance.internal.Fakes.FakeReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that decides what the configuration means, as that of OpenWrt's networks, changes while the appliance runs. */
@Timeout(120)
class FollowingTest {

    @TempDir
    private Path folder;

    private final Configuration before = on("br-lan", 100);
    private final Configuration moved = on("br-home", 100);
    private final Set<String> links = new ConcurrentSkipListSet<>(Set.of("br-lan", "br-home"));
    private final FakeReader reader = new FakeReader();
    private final FakeFactory factory = new FakeFactory();
    private final Slot<ConfigurationReader> readers = new Slot<>();
    private final EngineKeeper engines = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);
    private Path file = Path.of("");
    private Path network = Path.of("");
    private Path included = Path.of("");
    private RunningAppliance appliance;

    private static Configuration on(String link, int priority) {
        VrrpInstance instance = Fakes.instance("VI_1", 51, priority).toBuilder()
                .interfaceName(link)
                .build();
        return Fakes.configuration(instance);
    }

    @BeforeEach
    void run() throws Exception {
        file = Files.writeString(folder.resolve("keepalived"), "config globals");
        network = Files.writeString(folder.resolve("network"), "lan is br-lan");
        readers.add(reader);
        included = Files.writeString(folder.resolve("more.conf"), "priority 100");
        reader.configuration = before;
        reader.included = List.of(included);
        reader.references = List.of(network);
        engines.add(new FakePlatform());
        engines.add(factory);
        engines.run(before);
        appliance = new RunningAppliance(
                Sources.of(file, List.of(included), reader.references),
                Fakes.OPTIONS,
                new InForce(before, List.of()),
                readers,
                engines,
                new BalancerKeeper(event -> {}, Fakes.CLOCK),
                new Objections(),
                () -> NotificationStatus.NONE,
                Fakes.CLOCK.instant(),
                Fakes.CLOCK,
                new ApplianceDuty(engines, new MaintenanceFile(Path.of("/nonexistent")), Fakes.CLOCK),
                () -> {},
                () -> {},
                links::contains);
    }

    @AfterEach
    void close() {
        appliance.close();
    }

    /** As uci does it. */
    private static void commit(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling(".next"), text);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private void move() throws IOException {
        commit(network, "lan is br-home");
        reader.configuration = moved;
    }

    private void glance(int times) {
        for (int i = 0; i < times; i++) {
            appliance.following().glance();
        }
    }

    @Test
    void isFollowedOnceItIsAtRest() throws IOException {
        glance(2);
        move();
        glance(1);
        assertThat(appliance.configuration()).isEqualTo(before);
        glance(1);
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void isWaitedForAsLongAsItsLinkIsMissing() throws IOException {
        links.remove("br-home");
        move();
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(before);
        links.add("br-home");
        glance(1);
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void doesNotBringAlongWhatNobodyReloaded() throws IOException {
        move();
        commit(file, "config globals 'half'");
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(before);
        assertThat(appliance.reload().applied()).isTrue();
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void isNotFollowedBeforeAReloadIsConfirmed() throws IOException {
        reader.configuration = on("br-lan", 150);
        appliance.reload(Duration.ofHours(1));
        move();
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(on("br-lan", 150));
        appliance.confirm();
        glance(1);
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void isNotReadAgainAndAgainWhenTheConfigurationHasErrorsNow() throws IOException {
        move();
        reader.diagnostics = List.of(Fakes.error("no such network"));
        glance(2);
        reader.diagnostics = List.of();
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    /** The keywords of a plugin have come: the same text may mean more. */
    @Test
    void newWordsMayChangeWhatTheFileMeans() {
        reader.configuration = moved;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void errorsThatNewWordsBringChangeNothing() {
        reader.configuration = moved;
        reader.diagnostics = List.of(Fakes.error("unknown-keyword"));
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void newWordsAreNoReloadOfAFileThatSomebodyEdits() throws IOException {
        commit(file, "config globals, edited");
        reader.configuration = moved;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void whatNobodyConfirmedIsNotBroughtBackByAnotherFile() throws Exception {
        reader.configuration = on("br-lan", 150);
        commit(file, "config globals, tried");
        appliance.reload(Duration.ofMillis(1));
        factory.last().awaitApplied(3);
        awaitNoConfirmation();
        commit(network, "lan is br-home");
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void whatNobodyConfirmedIsNotBroughtBackByNewWords() throws Exception {
        reader.configuration = on("br-lan", 150);
        commit(file, "config globals, tried");
        appliance.reload(Duration.ofMillis(1));
        factory.last().awaitApplied(3);
        awaitNoConfirmation();
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void whatWasRefusedIsNotAppliedWhenNewWordsMakeItUsable() throws IOException {
        commit(file, "config globals, with a new word");
        reader.configuration = moved;
        reader.diagnostics = List.of(Fakes.error("unknown-keyword"));
        assertThat(appliance.reload().applied()).isFalse();
        reader.diagnostics = List.of();
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void whatTheEngineRefusedIsNotAppliedWhenItWouldTakeIt() throws IOException {
        commit(file, "config globals, refused");
        reader.configuration = moved;
        factory.refuses = true;
        assertThat(appliance.reload().applied()).isFalse();
        factory.refuses = false;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void isFollowedAgainAfterItHadErrors() throws IOException {
        reader.diagnostics = List.of(Fakes.error("no such network"));
        commit(network, "lan is nothing");
        glance(2);
        reader.diagnostics = List.of();
        move();
        glance(2);
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void wordsThatCameBeforeAConfirmationAreLookedAtAfterIt() throws Exception {
        reader.configuration = on("br-lan", 150);
        appliance.reload(Duration.ofHours(1));
        reader.configuration = moved;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(on("br-lan", 150));
        appliance.confirm();
        factory.last().awaitApplied(3);
        assertThat(factory.last().applied).endsWith(moved);
    }

    @Test
    void newWordsAreNoReloadOfAnIncludedFileThatSomebodyEdits() throws IOException {
        commit(included, "priority 1");
        reader.configuration = moved;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void newWordsAreNoReloadOfAFileThatIsIncludedSince() throws IOException {
        reader.included = List.of(included, Files.writeString(folder.resolve("new.conf"), "priority 1"));
        reader.configuration = moved;
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void doesNotBringAlongAnIncludedFileThatNobodyReloaded() throws IOException {
        move();
        reader.included = List.of();
        glance(5);
        assertThat(appliance.configuration()).isEqualTo(before);
        assertThat(appliance.reload().applied()).isTrue();
        appliance.recheck();
        assertThat(appliance.configuration()).isEqualTo(moved);
    }

    @Test
    void manyChangesOfWordsAreLookedAtOnce() {
        List<Runnable> begun = new ArrayList<>();
        AtomicInteger times = new AtomicInteger();
        Settling settling = new Settling(Duration.ofMillis(1), times::incrementAndGet, begun::add);
        for (int i = 0; i < 100; i++) {
            settling.changed();
        }
        assertThat(begun).hasSize(1);
        begun.get(0).run();
        assertThat(times).hasValue(1);
    }

    @Test
    void wordsThatChangeLaterAreLookedAtAgain() {
        List<Runnable> begun = new ArrayList<>();
        AtomicInteger times = new AtomicInteger();
        Settling settling = new Settling(Duration.ofMillis(1), times::incrementAndGet, begun::add);
        settling.changed();
        begun.get(0).run();
        settling.changed();
        begun.get(1).run();
        assertThat(times).hasValue(2);
    }

    /** The engine has it before the appliance is done with taking it back. */
    private void awaitNoConfirmation() {
        synchronized (appliance) {
            assertThat(appliance.confirmationDue()).isNull();
        }
    }
}

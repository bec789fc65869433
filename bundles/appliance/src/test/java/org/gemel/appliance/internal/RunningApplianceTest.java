package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.ReloadResult;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.status.NotificationStatus;
import org.gemel.appliance.internal.Fakes.FakeFactory;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.gemel.appliance.internal.Fakes.FakeReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunningApplianceTest {

    private final Configuration before = Fakes.configuration(Fakes.instance("VI_1", 51, 100));
    private final Configuration after = Fakes.configuration(Fakes.instance("VI_1", 51, 150));
    private final FakeReader reader = new FakeReader();
    private final FakeFactory factory = new FakeFactory();
    private final Slot<ConfigurationReader> readers = new Slot<>();
    private final EngineKeeper engines = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);
    private RunningAppliance appliance;

    @BeforeEach
    void run() throws Exception {
        readers.add(reader);
        engines.add(new FakePlatform());
        engines.add(factory);
        engines.run(before);
        appliance = new RunningAppliance(
                Path.of("/etc/gemel/gemel.conf"),
                Fakes.OPTIONS,
                before,
                readers,
                engines,
                () -> NotificationStatus.NONE,
                Fakes.CLOCK,
                () -> {});
    }

    @Test
    void reloadAppliesWhatTheFileSaysNow() {
        reader.configuration = after;
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isTrue();
        assertThat(result.changes()).extracting(Change::what).containsExactly("VI_1: priority 100 -> 150");
        assertThat(factory.last().applied).containsExactly(before, after);
        assertThat(appliance.configuration()).isEqualTo(after);
    }

    @Test
    void reloadOfAnUnchangedFileChangesNothing() {
        reader.configuration = before;
        assertThat(appliance.reload()).isEqualTo(new ReloadResult(true, List.of(), List.of()));
    }

    @Test
    void whatIsDecidedAtTheStartStaysAndIsSaidToNeedARestart() {
        reader.configuration = Fakes.in("blue", "second");

        ReloadResult result = appliance.reload();

        assertThat(result.applied()).isTrue();
        assertThat(result.diagnostics())
                .extracting(Diagnostic::message)
                .containsExactly(
                        "net_namespace cannot be changed while the appliance runs and stays as if it were not there",
                        "instance cannot be changed while the appliance runs and stays as if it were not there");
        assertThat(appliance.configuration().process()).isEqualTo(before.process());
    }

    @Test
    void reloadOfABadFileTouchesNothingAndSaysWhy() {
        reader.configuration = after;
        reader.diagnostics = List.of(Fakes.error("priority 300"));
        ReloadResult result = appliance.reload();
        assertThat(result).isEqualTo(new ReloadResult(false, List.of(), List.of(Fakes.error("priority 300"))));
        assertThat(factory.last().applied).containsExactly(before);
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void reloadThatTheEngineRefusesKeepsTheFormerConfiguration() {
        reader.configuration = after;
        factory.refuses = true;
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isFalse();
        assertThat(result.diagnostics().get(0).message()).contains("eth0 is on fire");
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void reloadThatAStopOvertakesIsRefused() {
        readers.remove(reader);
        readers.add((file, options) -> {
            engines.stop();
            return new ConfigurationReader.Result(after, List.of());
        });
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isFalse();
        assertThat(result.diagnostics().get(0).message()).isEqualTo("the appliance is stopping");
        assertThat(factory.made).hasSize(1);
    }

    @Test
    void reloadWithoutAReaderSaysSo() {
        readers.remove(reader);
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isFalse();
        assertThat(result.diagnostics().get(0).advice()).contains("org.gemel.config");
    }
}

package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.appliance.Appliance.ReloadResult;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.api.engine.RefusedException;
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
    private final Objections objections = new Objections();
    private RunningAppliance appliance;

    private static final Duration LONG = Duration.ofHours(1);

    @BeforeEach
    void run() throws Exception {
        readers.add(reader);
        engines.add(new FakePlatform());
        engines.add(factory);
        engines.run(before);
        appliance = new RunningAppliance(
                Sources.of(Path.of("/etc/gemel/gemel.conf"), List.of(), List.of()),
                Fakes.OPTIONS,
                new InForce(before, List.of()),
                readers,
                engines,
                new BalancerKeeper(event -> {}, Fakes.CLOCK),
                objections,
                () -> NotificationStatus.NONE,
                Fakes.CLOCK.instant(),
                Fakes.CLOCK,
                new ApplianceDuty(engines, new MaintenanceFile(Path.of("/nonexistent")), Fakes.CLOCK),
                () -> {},
                () -> {},
                link -> true);
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

    /** Behaviour 106. */
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
    void reloadOfWhatCannotBeDoneHereTouchesNothingAndSaysWhy() {
        reader.configuration = after;
        objections.add(read -> List.of(Fakes.error("lb_kind DR: take NAT")));
        assertThat(appliance.plan().usable()).isFalse();

        ReloadResult result = appliance.reload();

        assertThat(result).isEqualTo(new ReloadResult(false, List.of(), List.of(Fakes.error("lb_kind DR: take NAT"))));
        assertThat(factory.last().applied).containsExactly(before);
    }

    @Test
    void whoCannotSayWhatCanBeDoneIsNoReasonToRefuse() {
        reader.configuration = after;
        objections.add(read -> {
            throw new IllegalStateException("half installed");
        });

        assertThat(appliance.reload().applied()).isTrue();
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

    @Test
    void aReaderThatFailsChangesNothing() {
        readers.remove(reader);
        readers.add((file, options) -> {
            throw new IllegalStateException("lost my glasses");
        });
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isFalse();
        assertThat(result.diagnostics().get(0).message()).contains("lost my glasses");
        assertThat(factory.last().applied).containsExactly(before);
    }

    @Test
    void aRefusalIsSaidAtTheVirtualRouterThatItIsAbout() {
        Position place = new Position("gemel.conf", 7, 3);
        Directive directive = new Directive(
                new Word("vrrp_instance", place, false),
                List.of(new Word("VI_1", new Position("gemel.conf", 7, 17), false)),
                List.of());
        readers.remove(reader);
        readers.add((file, options) -> new ConfigurationReader.Result(after, List.of(), List.of(directive)));
        factory.refusal = new RefusedException("VI_1", new IllegalStateException("eth0 is on fire"));
        factory.refuses = true;
        assertThat(appliance.reload().diagnostics()).singleElement().satisfies(said -> {
            assertThat(said.at()).isEqualTo(place);
            assertThat(said.message()).contains("eth0 is on fire");
        });
    }

    @Test
    void aPlanAppliesNothing() {
        reader.configuration = after;
        ReloadPlan plan = appliance.plan();
        assertThat(plan.usable()).isTrue();
        assertThat(plan.changes()).containsExactly(new Change("VI_1: priority 100 -> 150", Cost.ELECTION));
        assertThat(factory.last().applied).containsExactly(before);
        assertThat(appliance.configuration()).isEqualTo(before);
    }

    @Test
    void aPlanOfABadFileSaysWhyAndShowsNoChanges() {
        reader.configuration = after;
        reader.diagnostics = List.of(Fakes.error("priority 300"));
        assertThat(appliance.plan()).isEqualTo(new ReloadPlan(false, List.of(), List.of(Fakes.error("priority 300"))));
    }

    @Test
    void aPlanShowsAlsoWhatHasToWaitForTheNextStart() {
        reader.configuration = Fakes.in("blue", "");
        assertThat(appliance.plan().changes())
                .contains(new Change("process network namespace default -> blue", Cost.NEXT_START));
    }

    @Test
    void whatNobodyConfirmsIsTakenBackFromMemory() throws Exception {
        reader.configuration = after;
        assertThat(appliance.reload(Duration.ofMillis(1)).applied()).isTrue();
        reader.configuration = Fakes.configuration();
        factory.last().awaitApplied(3);
        assertThat(factory.last().applied).containsExactly(before, after, before);
        synchronized (appliance) {
            assertThat(appliance.configuration()).isEqualTo(before);
        }
        assertThat(appliance.confirmationDue()).isNull();
        assertThat(appliance.confirm()).isFalse();
    }

    @Test
    void whatIsConfirmedStays() {
        reader.configuration = after;
        appliance.reload(LONG);
        assertThat(appliance.confirmationDue()).isEqualTo(Fakes.CLOCK.instant().plus(LONG));
        assertThat(appliance.confirm()).isTrue();
        assertThat(appliance.confirmationDue()).isNull();
        assertThat(appliance.configuration()).isEqualTo(after);
    }

    @Test
    void noOtherReloadMakesPermanentWhatNobodyConfirmed() {
        reader.configuration = after;
        appliance.reload(LONG);
        ReloadResult result = appliance.reload();
        assertThat(result.applied()).isFalse();
        assertThat(result.diagnostics().get(0).advice()).contains("gemel confirm");
        assertThat(factory.last().applied).containsExactly(before, after);
        assertThat(appliance.confirmationDue()).isNotNull();
    }

    @Test
    void anotherReloadToBeConfirmedGoesBackToWhatWasConfirmedLast() throws Exception {
        Configuration third = Fakes.configuration(Fakes.instance("VI_1", 51, 200));
        reader.configuration = after;
        appliance.reload(LONG);
        reader.configuration = third;
        appliance.reload(Duration.ofMillis(1));
        factory.last().awaitApplied(4);
        assertThat(factory.last().applied).containsExactly(before, after, third, before);
    }

    @Test
    void aBadFileEndsNoWaitForAConfirmation() {
        reader.configuration = after;
        appliance.reload(LONG);
        reader.diagnostics = List.of(Fakes.error("priority 300"));
        assertThat(appliance.reload(LONG).applied()).isFalse();
        assertThat(appliance.confirm()).isTrue();
    }

    @Test
    void whereNothingChangesNothingIsToBeConfirmed() {
        reader.configuration = before;
        assertThat(appliance.reload(LONG).applied()).isTrue();
        assertThat(appliance.confirmationDue()).isNull();
    }

    @Test
    void anApplianceThatStopsTakesNothingBack() {
        reader.configuration = after;
        appliance.reload(LONG);
        appliance.close();
        assertThat(appliance.confirmationDue()).isNull();
    }
}

package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.gemel.api.appliance.Maintenance;
import org.gemel.api.engine.HandoverResult.End;
import org.gemel.appliance.internal.Fakes.FakeEngine;
import org.gemel.appliance.internal.Fakes.FakeFactory;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.gemel.appliance.internal.Fakes.FakeReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplianceDutyTest {

    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    @TempDir
    private Path directory;

    private final FakeFactory factory = new FakeFactory();
    private final EngineKeeper engines = new EngineKeeper(event -> {}, configuration -> {}, Fakes.CLOCK);

    @BeforeEach
    void run() throws Exception {
        engines.add(new FakePlatform());
        engines.add(factory);
        engines.run(new FakeReader().configuration);
    }

    private FakeEngine engine() {
        return factory.last();
    }

    private ApplianceDuty duty(Instant now) {
        return new ApplianceDuty(engines, new MaintenanceFile(directory), Clock.fixed(now, ZoneOffset.UTC));
    }

    private ApplianceDuty duty() {
        return duty(Fakes.CLOCK.instant());
    }

    private Path file() {
        return directory.resolve("maintenance");
    }

    private Duration leftAfterARestartAt(Instant now) {
        ApplianceDuty restarted = duty(now);
        restarted.resume();
        Maintenance goesOn = restarted.maintenance();
        return goesOn == null || goesOn.left() == null ? Duration.ZERO : goesOn.left();
    }

    @Test
    void maintenanceHandsOverAndThenExcludes() {
        duty().beginMaintenance("root", HALF_AN_HOUR, false);
        assertThat(engine().asked).hasSize(2);
        assertThat(engine().asked.get(0)).startsWith("hand over");
        assertThat(engine().asked.get(1)).startsWith("exclude in maintenance by root until");
    }

    @Test
    void itIsWrittenDownForPeopleToRead() throws Exception {
        duty().beginMaintenance("root", HALF_AN_HOUR, false);
        Instant now = Fakes.CLOCK.instant();
        assertThat(file()).content().contains("by root\n").contains("until " + now.plus(HALF_AN_HOUR) + "\n");
    }

    @Test
    void whereNobodyTakesOverItIsNotBegun() {
        engine().handoverEnd = End.STILL_MASTER;
        ApplianceDuty duty = duty();
        assertThat(duty.beginMaintenance("root", null, false).maintenance()).isNull();
        assertThat(duty.maintenance()).isNull();
        assertThat(file()).doesNotExist();
    }

    @Test
    void oneThatIsEndedWhileItBeginsIsNotBegun() {
        ApplianceDuty duty = duty();
        engine().handingOver = () -> assertThat(duty.endMaintenance("root")).isTrue();
        assertThat(duty.beginMaintenance("root", null, false).maintenance()).isNull();
        assertThat(duty.maintenance()).isNull();
        assertThat(file()).doesNotExist();
        assertThat(engine().asked).last().asString().startsWith("take back");
    }

    @Test
    void whereTheEngineCannotHandOverItIsNotBegun() {
        engine().handingOver = () -> {
            throw new IllegalStateException("out of order");
        };
        ApplianceDuty duty = duty();
        assertThat(duty.beginMaintenance("root", null, false).maintenance()).isNull();
        assertThat(duty.maintenance()).isNull();
    }

    @Test
    void byForceItIsBegunNevertheless() {
        engine().handoverEnd = End.STILL_MASTER;
        assertThat(duty().beginMaintenance("root", null, true).maintenance()).isNotNull();
    }

    @Test
    void afterARestartTheRestIsLeft() {
        duty().beginMaintenance("root", HALF_AN_HOUR, false);
        assertThat(leftAfterARestartAt(Fakes.CLOCK.instant().plusSeconds(600)))
                .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void afterARestartWithAClockThatIsBehindTheWholeTimeIsLeft() {
        duty().beginMaintenance("root", HALF_AN_HOUR, false);
        assertThat(leftAfterARestartAt(Instant.EPOCH)).isBetween(Duration.ofMinutes(29), HALF_AN_HOUR);
    }

    @Test
    void afterItsTimeARestartForgetsIt() {
        duty().beginMaintenance("root", HALF_AN_HOUR, false);
        assertThat(leftAfterARestartAt(Fakes.CLOCK.instant().plusSeconds(1801))).isZero();
        assertThat(file()).doesNotExist();
    }

    @Test
    void aFileThatMakesNoSenseIsAMaintenanceWithoutAnEnd() throws Exception {
        Files.writeString(file(), "until whenever\n");
        ApplianceDuty duty = duty();
        duty.resume();
        Maintenance goesOn = duty.maintenance();
        assertThat(goesOn).isNotNull();
        assertThat(goesOn.until()).isNull();
    }

    @Test
    void endingItTakesBackWhatItHandedOver() {
        ApplianceDuty duty = duty();
        duty.beginMaintenance("root", null, false);
        duty.endMaintenance("root");
        assertThat(engine().asked)
                .filteredOn(each -> each.startsWith("take back"))
                .hasSize(1);
    }

    @Test
    void endingItDoesNotTakeBackWhatOthersHandedOver() {
        engine().handoverEnd = End.NOT_MASTER;
        ApplianceDuty duty = duty();
        duty.beginMaintenance("root", null, false);
        duty.endMaintenance("root");
        assertThat(engine().asked).noneMatch(each -> each.startsWith("take back"));
    }

    @Test
    void endingItLetsTheVirtualRoutersRun() {
        ApplianceDuty duty = duty();
        duty.beginMaintenance("root", null, false);
        assertThat(duty.endMaintenance("root")).isTrue();
        assertThat(engine().asked).last().isEqualTo("exclude null");
        assertThat(file()).doesNotExist();
        assertThat(duty.endMaintenance("root")).isFalse();
    }
}

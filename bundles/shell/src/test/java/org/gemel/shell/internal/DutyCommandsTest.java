package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.HandoverResult.End;
import org.junit.jupiter.api.Test;

class DutyCommandsTest {

    private final Fakes.FakeDuty duty = new Fakes.FakeDuty();
    private final DutyCommands commands = new DutyCommands(duty);

    @Test
    void aHandoverTellsOfEachVirtualRouter() {
        duty.handovers = List.of(
                new HandoverResult("LAN", End.HANDED_OVER, "handed over to 10.0.0.2 within 3.2 s"),
                new HandoverResult("WAN", End.NOT_MASTER, "is BACKUP, there is nothing to hand over"));
        assertThat(commands.handover(false, Set.of()))
                .isEqualTo(
                        "LAN: handed over to 10.0.0.2 within 3.2 s\nWAN: is BACKUP, there is nothing to hand over\n");
    }

    @Test
    void aHandoverThatNobodyTookFails() {
        duty.handovers = List.of(new HandoverResult("LAN", End.STILL_MASTER, "nobody took over"));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> commands.handover(false, Set.of()));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.getMessage()).isEqualTo("LAN: nobody took over\nerror: not everything was handed over\n");
    }

    @Test
    void takingBackNamesWhoStandsAgain() {
        duty.back = List.of("LAN");
        assertThat(commands.handover(true, Set.of("LAN"))).isEqualTo("LAN stands for election again\n");
        assertThat(duty.asked).containsExactly("take back [LAN]");
    }

    @Test
    void maintenanceForATimeSaysWhenItEnds() {
        assertThat(commands.maintenance("root", "30m", false, "on"))
                .isEqualTo("in maintenance by root since 2026-11-23T12:00:00Z until 2026-11-23T12:30:00Z, for another"
                        + " 30m0s\n");
        assertThat(duty.asked).containsExactly("begin by root for PT30M");
    }

    @Test
    void maintenanceWithoutATimeSaysHowToEndIt() {
        assertThat(commands.maintenance("root", "", false, "on"))
                .isEqualTo("in maintenance by root since 2026-11-23T12:00:00Z, until: gemel maintenance off\n");
    }

    @Test
    void maintenanceThatWouldLeaveNobodyToServeFailsAndNamesTheWayOut() {
        duty.begins = false;
        duty.handovers = List.of(new HandoverResult("LAN", End.STILL_MASTER, "nobody took over"));
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> commands.maintenance("root", "", false, "on"));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure.getMessage()).startsWith("LAN: nobody took over\n").contains("gemel maintenance on --force");
    }

    @Test
    void aLengthThatIsNoneIsRefused() {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> commands.maintenance("root", "soon", false, "on"));
        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(duty.asked).isEmpty();
    }

    @Test
    void anythingButOnAndOffIsRefused() {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> commands.maintenance("root", "", false, "of"));
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    @Test
    void endingOneThatThereIsNotSaysSo() {
        assertThat(commands.maintenance("root", "", false, "off")).isEqualTo("there was no maintenance\n");
    }
}

package org.gemel.itests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.gemel.itests.rig.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The commands that make the fault table and the soak, in small; the table itself wants a quiet machine. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class FaultsIT {

    @BeforeEach
    void needs() {
        Requirement.check(Main.missing());
    }

    @Test
    void theTableHasARowForEveryFaultThatWasTried() {
        EnumSet<Fault> faults = EnumSet.of(Fault.NOTHING, Fault.SIGTERM, Fault.DELETED);
        Options options = new Options(faults, EnumSet.of(Pair.GEMEL), 1, 2, true, true);
        ByteArrayOutputStream progress = new ByteArrayOutputStream();

        FaultTable table = new FaultTrials(options, new PrintStream(progress, true, StandardCharsets.UTF_8)).run();

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        table.print(new PrintStream(printed, true, StandardCharsets.UTF_8), true);
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .as(() -> progress.toString(StandardCharsets.UTF_8))
                .contains("| nothing |", "| master terminated", "| VIP deleted")
                .doesNotContain("not measured", "**lost**", "for good");
    }

    @Test
    void aKilledMasterDoesNotKeepTheAddress() {
        Observation seen = Trial.of(Fault.SIGKILL, Pair.GEMEL);

        assertThat(seen.endsWithTwo()).isFalse();
        assertThat(seen.lease()).isTrue();
        assertThat(seen.leased().sent()).isGreaterThan(1000);
    }

    @Test
    void nothingGrowsOrStaysBehindInTwoMinutesOfFaults() {
        long seed = 20;
        assertThat(new Soak(Duration.ofMinutes(2), seed, System.out).run()).isEmpty();
    }
}

package org.gemel.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.HeldAddress;
import org.gemel.demo.lab.Prober;
import org.junit.jupiter.api.Test;

/** Sixty-eight seconds, so that a column is a second. */
class TimelineTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static Instant second(int second) {
        return BEGIN.plusSeconds(second);
    }

    private static AddressChange change(int second, String router, boolean present) {
        return new AddressChange(second(second), router, new HeldAddress(Stage.SHARED, 24, 4), present);
    }

    private final List<String> lines = new Timeline(
                    BEGIN,
                    second(68),
                    List.of(change(10, "r1", true), change(30, "r1", false), change(28, "r2", true)),
                    List.of(new Timeline.Absence("r1", second(20), second(40))),
                    new Prober.Report(
                            100,
                            90,
                            List.of(new Prober.Outage(
                                    second(50).plusMillis(100), second(52).minusMillis(100), 10))))
            .lines();

    @Test
    void aRouterIsDrawnWithTheAddressWithoutItAndDead() {
        assertThat(lines.get(1))
                .isEqualTo("  r1      " + ".".repeat(10) + "#".repeat(10) + "x".repeat(10) + ".".repeat(38));
    }

    @Test
    void theOtherRouterIsDrawnBelow() {
        assertThat(lines.get(2)).isEqualTo("  r2      " + ".".repeat(28) + "#".repeat(40));
    }

    @Test
    void theClientsSilenceIsDrawn() {
        assertThat(lines.get(3).strip()).isEqualTo("client" + " ".repeat(52) + "--");
    }

    @Test
    void everyLineFitsOnATerminal() {
        assertThat(lines).allMatch(line -> line.length() <= 80);
    }
}

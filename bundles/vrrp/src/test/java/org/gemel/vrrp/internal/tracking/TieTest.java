package org.gemel.vrrp.internal.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.gemel.api.config.Tracked;
import org.gemel.api.tracker.Health;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviours 57 and 62; what a reversed weight does was seen on keepalived 2.2.7. */
class TieTest {

    private record Known(Tracked.Kind kind, String name, Health health, String detail, Instant since)
            implements Watch {}

    private static Tie tie(int weight, boolean reverse, Health health) {
        Tracked.Kind kind = health instanceof Health.Level ? Tracked.Kind.FILE : Tracked.Kind.SCRIPT;
        return new Tie(new Tracked(kind, "x", weight, reverse), new Known(kind, "x", health, "", Instant.EPOCH));
    }

    private static Health health(String text) {
        return switch (text) {
            case "well" -> new Health.Well();
            case "failed" -> new Health.Failed("exit 1");
            case "unasked" -> Health.Failed.unasked("no such file");
            case "unknown" -> new Health.Unknown();
            default -> new Health.Level(Integer.parseInt(text));
        };
    }

    @ParameterizedTest(name = "{0}, weight {1} reverse {2}: adds {3}, obstructs {4}")
    @CsvSource({
        "well, 10, false, 10, false",
        "failed, 10, false, 0, false",
        "unknown, 10, false, 0, false",
        "well, 10, true, -10, false",
        "failed, 10, true, 0, false",
        "well, -10, false, 0, false",
        "failed, -10, false, -10, false",
        "unknown, -10, false, 0, false",
        "well, -10, true, 0, false",
        "failed, -10, true, 10, false",
        "well, 0, false, 0, false",
        "failed, 0, false, 0, true",
        "unknown, 0, false, 0, false",
        "well, 0, true, 0, true",
        "failed, 0, true, 0, false",
        "unasked, 10, false, 0, false",
        "unasked, 10, true, -10, false",
        "unasked, -10, false, -10, false",
        "unasked, -10, true, 0, false",
        "unasked, 0, false, 0, true",
        "unasked, 0, true, 0, true",
        "3, 2, false, 6, false",
        "3, 2, true, -6, false",
        "3, 100, false, 253, false",
        "3, 100, true, -253, true",
        "-253, 1, false, -253, false",
        "-254, 1, false, -253, true",
        "-300, 1, true, 253, false",
        "2147483647, 254, false, 253, false",
        "-2147483648, 254, true, 253, false",
        "0, 0, false, 0, false",
        "3, 0, false, 0, true",
        "0, 0, true, 0, true",
        "3, 0, true, 0, false",
    })
    void whatATrackerMeans(String known, int weight, boolean reverse, int adds, boolean obstructs) {
        Tie tie = tie(weight, reverse, health(known));
        assertThat(tie.adds()).isEqualTo(adds);
        assertThat(tie.obstacle() != null).isEqualTo(obstructs);
    }

    @ParameterizedTest(name = "{0} and {1} make {2}")
    @CsvSource({"100, -20, 80", "100, 500, 254", "100, -253, 1", "254, 1, 254", "1, 0, 1", "255, -100, 255"})
    void thePriorityInForce(int configured, int adds, int effective) {
        assertThat(Ties.effective(configured, adds)).isEqualTo(effective);
    }

    /** Behaviour 31. */
    @Test
    void onlyAWeightOfZeroIsWaitedFor() {
        assertThat(tie(0, false, health("unknown")).awaited()).isTrue();
        assertThat(tie(5, false, health("unknown")).awaited()).isFalse();
        assertThat(tie(0, false, health("failed")).awaited()).isFalse();
    }

    @Test
    void theSumIsExplained() {
        Ties ties = new Ties(List.of(tie(10, false, health("well")), tie(-20, false, health("failed"))));
        Ties group = new Ties(List.of(tie(3, false, health("-2"))));
        assertThat(ties.sum(100, group)).isEqualTo("100 configured, script x +10, script x -20, file x -6");
    }

    @Test
    void anObstacleSaysWhatAndWhy() {
        assertThat(tie(0, false, health("failed")).obstacle()).isEqualTo("script x: exit 1");
        assertThat(tie(0, false, health("7")).obstacle()).isEqualTo("file x says 7");
        assertThat(tie(-100, false, health("7")).obstacle()).isEqualTo("file x says 7, which weighs -700");
    }
}

package org.gemel.vrrp.internal.election;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.gemel.vrrp.internal.packet.VectorFile;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TimingTest {

    @TestFactory
    Stream<DynamicTest> skewAndMasterDownIntervalAreTheStandards_rfc9568_6_1() {
        return VectorFile.rows(VectorFile.read().get("timers")).stream()
                .map(row -> DynamicTest.dynamicTest(
                        "version %s, priority %s, interval %s cs"
                                .formatted(row.get("version"), row.get("priority"), row.get("master_advert_cs")),
                        () -> check(row)));
    }

    private static void check(Map<String, Object> row) {
        int version = ((Long) row.get("version")).intValue();
        int priority = ((Long) row.get("priority")).intValue();
        long interval = (Long) row.get("master_advert_cs") * 10_000_000L;
        assertThat(Timing.skew(version, priority, interval)).isEqualTo(row.get("skew_ns"));
        assertThat(Timing.masterDown(version, priority, interval, 3)).isEqualTo(row.get("down_ns"));
    }

    @Test
    void timesAreComparedAcrossTheWrapOfTheClock() {
        long before = Long.MAX_VALUE - 1;
        long after = before + 10;
        assertThat(Timing.earlier(before, after)).isEqualTo(before);
        assertThat(Timing.later(before, after)).isEqualTo(after);
    }
}

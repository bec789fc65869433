package org.gemel.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoOptionsTest {

    @Test
    void withoutArgumentsTheStoryIsRealAndAdvertisesEverySecond() {
        assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(false, false, BigDecimal.ONE));
    }

    @Test
    void theIntervalIsTakenAsWritten() {
        assertThat(DemoOptions.parse(List.of("--simulated", "--interval", "0.1")))
                .isEqualTo(new DemoOptions(false, true, new BigDecimal("0.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.009", "2.01", "-1", "soon", ""})
    void anIntervalThatMakesNoSenseIsRefused(String interval) {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--interval", interval)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--interval");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> DemoOptions.parse(List.of("--fast"))).hasMessageContaining("--fast");
    }
}

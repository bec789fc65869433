package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static boolean endless(IntUnaryOperator threadsAtLook) {
        Growth growth = new Growth();
        return IntStream.range(0, 100)
                .anyMatch(look -> growth.endless(look * Growth.PAUSE, threadsAtLook.applyAsInt(look)));
    }

    @Test
    void aPoolOfConstantSizeIsNotPunishedHoweverLargeItIs() {
        assertThat(endless(look -> Math.min(200, 50 * look))).isFalse();
    }

    @Test
    void whoBecomeMoreAndMoreAreALeak() {
        assertThat(endless(look -> 2 * look)).isTrue();
    }

    @Test
    void fewThatComeAndGoAreNotCounted() {
        assertThat(endless(look -> look % Growth.LIMIT)).isFalse();
    }

    @Test
    void aPoolThatShrinksNowAndThenIsNotPunished() {
        assertThat(endless(look -> look % 10 == 0 ? 1 : 40 + look % 3)).isFalse();
    }
}

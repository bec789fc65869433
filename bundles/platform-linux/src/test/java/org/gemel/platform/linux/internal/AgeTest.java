package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AgeTest {

    @Test
    void theFirstNumberOfUptimeIsTheAgeOfTheMachine() {
        assertThat(Age.parse("350735.47 234388.90\n")).isEqualTo(Duration.ofMillis(350_735_470));
    }

    @Test
    void theProcessIsNoOlderThanItsMachine() {
        assertThat(Age.ofProcess()).isPositive().isLessThan(Age.ofMachine());
    }
}

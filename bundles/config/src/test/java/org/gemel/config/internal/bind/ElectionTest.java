package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

/** Behaviours 26 to 28 and 43. */
class ElectionTest {

    @Test
    void stateMasterWithoutAPriorityIs255() {
        VrrpInstance instance = only(instance("state MASTER"));
        assertThat(instance.priority()).isEqualTo(255);
        assertThat(instance.startAsMaster()).isTrue();
    }

    @Test
    void priority255WithoutAStateStartsAsMaster() {
        assertThat(only(instance("priority 255")).startAsMaster()).isTrue();
        assertThat(only(instance("priority 255", "state BACKUP")).startAsMaster())
                .isFalse();
    }

    @Test
    void aPriorityThatIsNoneMakesNobodyTheOwner() {
        assertThat(only(instance("state MASTER", "priority 256")).priority()).isEqualTo(100);
    }

    @Test
    void stateMasterDoesNotChangeAPriority() {
        assertThat(only(instance("state MASTER", "priority 90")).priority()).isEqualTo(90);
    }

    @Test
    void aStateThatIsNoneIsBackup() {
        assertThat(codes(instance("state SLAVE"))).containsExactly("bad-value");
        assertThat(only(instance("state SLAVE")).startAsMaster()).isFalse();
        assertThat(codes(instance("state master"))).containsExactly("bad-value");
    }

    @Test
    void theLastOfPreemptAndNopreemptCounts() {
        assertThat(only(instance("nopreempt")).preempt()).isFalse();
        assertThat(only(instance("nopreempt", "preempt")).preempt()).isTrue();
        assertThat(only(instance("preempt", "nopreempt")).preempt()).isFalse();
    }

    @Test
    void nopreemptIsClearedForStateMasterAndForTheOwner() {
        assertThat(only(instance("state MASTER", "priority 9", "nopreempt")).preempt())
                .isTrue();
        assertThat(codes(instance("state MASTER", "priority 9", "nopreempt"))).containsExactly("nopreempt-with-master");
        assertThat(only(instance("priority 255", "nopreempt")).preempt()).isTrue();
        assertThat(codes(instance("priority 255", "nopreempt"))).containsExactly("nopreempt-with-owner");
    }

    @Test
    void preemptDelayIsDroppedWithNopreemptAndForStateMaster() {
        assertThat(only(instance("preempt_delay 1.5")).preemptDelay()).isEqualTo(Duration.ofMillis(1500));
        assertThat(only(instance("nopreempt", "preempt_delay 5")).preemptDelay())
                .isZero();
        assertThat(codes(instance("nopreempt", "preempt_delay 5"))).containsExactly("preempt-delay-with-nopreempt");
        assertThat(codes(instance("state MASTER", "preempt_delay 5"))).containsExactly("preempt-delay-with-master");
    }

    @Test
    void version2AdvertisesInWholeSeconds() {
        assertThat(only(instance("advert_int 255")).advertInterval()).isEqualTo(Duration.ofSeconds(255));
        assertThat(only(instance("advert_int 1.5")).advertInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(only(instance("advert_int 0.01")).advertInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(codes(instance("advert_int 1.5"))).containsExactly("interval-rounded");
    }

    @Test
    void version3AdvertisesInStepsOfTenMillisecondsUpTo40Seconds95() {
        assertThat(only(instance("version 3", "advert_int 0.01")).advertInterval())
                .isEqualTo(Duration.ofMillis(10));
        assertThat(only(instance("version 3", "advert_int 40.95")).advertInterval())
                .isEqualTo(Duration.ofMillis(40_950));
        assertThat(only(instance("version 3", "advert_int 0.015")).advertInterval())
                .isEqualTo(Duration.ofMillis(20));
        assertThat(codes(instance("version 3", "advert_int 0.015"))).containsExactly("interval-rounded");
        assertThat(codes(instance("version 3", "advert_int 40.96"))).containsExactly("out-of-range");
    }
}

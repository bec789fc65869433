package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import org.gemel.api.config.Announcements;
import org.junit.jupiter.api.Test;

class AnnouncementsBinderTest {

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Announcements of(String globals, String... lines) {
        return only("global_defs {\n" + globals + "\n}\n" + instance(lines)).announcements();
    }

    @Test
    void anInstanceSaysForItself() {
        assertThat(of(
                        "",
                        "garp_master_delay 7",
                        "garp_master_repeat 3",
                        "garp_master_refresh 60",
                        "garp_master_refresh_repeat 2",
                        "garp_lower_prio_delay 4",
                        "garp_lower_prio_repeat 0"))
                .isEqualTo(new Announcements(3, seconds(7), seconds(60), 2, 0, seconds(4)));
    }

    @Test
    void globalDefsSaysForAllAndAlsoForLowerPriorities() {
        assertThat(of("vrrp_garp_master_delay 7\nvrrp_garp_master_repeat 3\nvrrp_garp_master_refresh 60"))
                .isEqualTo(new Announcements(3, seconds(7), seconds(60), 1, 3, seconds(7)));
    }

    @Test
    void globalDefsMaySayOtherwiseForLowerPriorities() {
        assertThat(of("vrrp_garp_master_delay 7\nvrrp_garp_lower_prio_delay 1\nvrrp_garp_lower_prio_repeat 2"))
                .isEqualTo(new Announcements(5, seconds(7), Duration.ZERO, 1, 2, seconds(1)));
    }

    @Test
    void minGarpIsOneFrameAndNoSecondBurst() {
        assertThat(of("vrrp_min_garp"))
                .isEqualTo(new Announcements(1, Duration.ZERO, Duration.ZERO, 1, 1, Duration.ZERO));
        assertThat(of("vrrp_min_garp false")).isEqualTo(Announcements.DEFAULT);
    }

    @Test
    void aRepeatOfZeroIsOneWithAWarning() {
        assertThat(only(instance("garp_master_repeat 0")).announcements().repeat())
                .isEqualTo(1);
        assertThat(codes(instance("garp_master_repeat 0"))).containsExactly("repeat-of-zero");
        assertThat(codes("global_defs {\nvrrp_garp_master_repeat 0\n}\n" + instance()))
                .containsExactly("repeat-of-zero");
    }

    @Test
    void globalDefsBelowAnInstanceHoldForItHereButNotInKeepalived() {
        String text = instance() + "global_defs {\nvrrp_garp_master_delay 7\n}\n";
        assertThat(only(text).announcements().delay()).isEqualTo(seconds(7));
        assertThat(codes(text)).containsExactly("global-after-instance");
        assertThat(bind(text).usable()).isTrue();
    }
}

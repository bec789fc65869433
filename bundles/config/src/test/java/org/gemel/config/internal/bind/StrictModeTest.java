package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behaviour 108. */
class StrictModeTest {

    private static String strict(String... lines) {
        return instance(
                Stream.concat(Stream.of("strict_mode"), Stream.of(lines)).toArray(String[]::new));
    }

    @Test
    void aPlainVirtualRouterOnlyStopsAccepting() {
        assertThat(codes(strict())).containsExactly("strict-mode-does-not-accept");
        assertThat(only(strict()).accept()).isFalse();
        assertThat(only(instance()).accept()).isTrue();
    }

    @Test
    void theOwnerAcceptsAndVersion3MayBeTold() {
        assertThat(only(strict("priority 255")).accept()).isTrue();
        assertThat(codes(strict("priority 255"))).isEmpty();
        assertThat(only(strict("version 3", "accept")).accept()).isTrue();
        assertThat(only(strict("version 2", "accept")).accept()).isFalse();
    }

    @Test
    void lowerPrioritiesAreNotAnswered() {
        VrrpInstance instance = only(strict());
        assertThat(instance.answerLowerPriority()).isFalse();
        assertThat(instance.announcements().lowerPriorityRepeat()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authentication {\nauth_type PASS\nauth_pass abc\n}",
                "preempt_delay 5",
                "state MASTER\npriority 200",
                "higher_prio_send_advert",
                "lower_prio_no_advert no",
                "garp_lower_prio_repeat 3",
                "accept"
            })
    void whatIsTakenOutIsSaid(String lines) {
        assertThat(codes(strict(lines))).contains("not-in-strict-mode");
    }

    @Test
    void authenticationAndDelayAreTakenOut() {
        VrrpInstance instance =
                only(strict("authentication {\nauth_type PASS\nauth_pass abc\n}", "preempt_delay 5", "priority 200"));
        assertThat(instance.authentication()).isEqualTo(new Authentication.None());
        assertThat(instance.preemptDelay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void anAddressIsNeeded() {
        String text = "vrrp_instance V {\ninterface eth0\nvirtual_router_id 51\nno_virtual_ipaddress\nstrict_mode\n}\n";
        assertThat(codes(text)).contains("no-addresses");
    }

    @Test
    void theModeOfAllHoldsUnlessAnInstanceSaysOtherwise() {
        String all = "global_defs {\nvrrp_strict\n}\n";
        assertThat(only(all + instance()).accept()).isFalse();
        assertThat(only(all + instance("strict_mode off")).accept()).isTrue();
    }
}

package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Pacing;
import org.junit.jupiter.api.Test;

class PacingBinderTest {

    private static Pacing pacing(String text) {
        return bind(text + instance()).configuration().pacing();
    }

    @Test
    void nothingIsPacedUnlessWritten() {
        assertThat(pacing("")).isEqualTo(Pacing.NONE);
    }

    @Test
    void theIntervalsOfAllHaveMicroseconds() {
        assertThat(pacing("global_defs {\nvrrp_garp_interval 0.001\nvrrp_gna_interval 0.000001\n}\n"))
                .isEqualTo(new Pacing(Duration.ofMillis(1), Duration.ofNanos(1000), List.of()));
    }

    @Test
    void aGroupSharesItsIntervals() {
        assertThat(pacing("garp_group {\ngarp_interval 0.5\ngna_interval 0.25\ninterfaces {\neth0 eth1\neth2\n}\n}\n")
                        .groups())
                .containsExactly(new Pacing.Group(
                        List.of("eth0", "eth1", "eth2"), Duration.ofMillis(500), Duration.ofMillis(250)));
    }

    @Test
    void anInterfaceIsInOneGroupAtMost() {
        String text = "garp_group {\ninterface eth0\ngarp_interval 1\n}\n";
        assertThat(codes(text + text + instance())).containsExactly("empty-group", "interface-in-two-groups");
    }
}

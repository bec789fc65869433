package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks act only while an address of their virtual server is on this host (behaviour 97). */
class HaSuspendTest {

    private final Bench bench = new Bench(1);

    @Test
    void whileItsAddressIsElsewhereNothingIsAsked() {
        bench.apply(balancing(virtual(real(1)).suspending()));
        bench.here("192.0.2.77");
        bench.run(100);
        assertThat(bench.of(1).times).isEmpty();

        bench.here("192.0.2.1");
        bench.run(1);
        assertThat(bench.of(1).times).hasSize(1);
    }

    @Test
    void whileItsAddressIsElsewhereNoGraceEnds() {
        bench.apply(balancing(virtual(real(1)).suspending()));
        bench.here("192.0.2.1");
        bench.run(20);
        bench.here("192.0.2.77");
        bench.servers.rounds().unavailable(bench.check(1), "gone", bench.now());
        bench.run(1000);
        assertThat(bench.weights()).isEqualTo(Map.of(1, 1));

        bench.here("192.0.2.1");
        bench.run(59);
        assertThat(bench.weights()).as("within the grace").isEqualTo(Map.of(1, 1));
        bench.run(2);
        assertThat(bench.weights()).isEmpty();
    }
}

package org.gemel.balancer.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.balancer.internal.core.Samples.TIMING;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.util.Set;
import org.gemel.api.config.Balancing;
import org.junit.jupiter.api.Test;

/** {@code rs_init_notifies}: the first state of a real server is told even where it is what was assumed. */
class FirstStatesTest {

    private final Bench bench = new Bench(1);

    private static Balancing tellingFirstStates(Samples.Virtual server) {
        Balancing all = balancing(server);
        return new Balancing(
                all.servers(),
                all.dataPlane(),
                all.flush(),
                all.leave(),
                all.timeouts(),
                all.sync(),
                all.grace(),
                true);
    }

    @Test
    void thatItWorksIsToldOnceItsChecksHavePassed() {
        bench.apply(tellingFirstStates(virtual(real(1)))).run(60);

        assertThat(bench.events).containsExactly("quorum up", name(1) + " up");
    }

    @Test
    void thatItIsStillFailedIsToldOnceACheckHasFailed() {
        bench.answering(Set.of(1))
                .apply(tellingFirstStates(virtual(real(1).checkedBy(check("TCP_CHECK", 1, TIMING, true)))))
                .run(60);

        assertThat(bench.events).containsOnlyOnce(name(1) + " down").doesNotContain(name(1) + " up");
    }

    @Test
    void itIsNotToldOfOneThatNobodyChecks() {
        bench.apply(tellingFirstStates(virtual(real(1).checkedBy()))).run(60);
        bench.apply(tellingFirstStates(virtual(real(1).checkedBy(), real(2).checkedBy())))
                .run(60);

        assertThat(bench.events).noneMatch(each -> each.startsWith(name(1)));
    }

    @Test
    void otherwiseOnlyChangesAreTold() {
        bench.apply(balancing(virtual(real(1)))).run(60);

        assertThat(bench.events).containsExactly("quorum up");
    }
}

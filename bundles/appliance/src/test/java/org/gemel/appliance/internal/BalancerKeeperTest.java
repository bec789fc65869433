package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.balancer.BalancerFactory;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.appliance.internal.Fakes.FakePlatform;
import org.junit.jupiter.api.Test;

/** What is said of virtual servers that nobody runs. */
class BalancerKeeperTest {

    private static final String PLATFORM = "org.gemel.platform-linux";
    private static final String BALANCER = "org.gemel.balancer";
    private static final BalancerFactory FACTORY = (platform, events, memory) -> {
        throw new AssertionError("without a platform nothing is made");
    };

    private final BalancerKeeper balancers = new BalancerKeeper(event -> {}, Fakes.CLOCK);

    @Test
    void withoutAPlatformThatIsWhatIsMissing() {
        balancers.add(FACTORY);
        balancers.run(balancing());
        assertThat(refusal()).contains(PLATFORM).doesNotContain(BALANCER);
    }

    @Test
    void withoutAFactoryThatIsWhatIsMissing() {
        balancers.add(new FakePlatform());
        balancers.run(balancing());
        assertThat(refusal()).contains(BALANCER).doesNotContain(PLATFORM);
    }

    @Test
    void withoutBothBothAreMissing() {
        balancers.run(balancing());
        assertThat(refusal()).contains(BALANCER).contains(PLATFORM);
    }

    @Test
    void theStatusOfARealServerSaysTheSame() {
        balancers.add(FACTORY);
        balancers.run(balancing());
        assertThat(balancers.status().get(0).realServers().get(0).reason()).isEqualTo(refusal());
    }

    @Test
    void afterTheEndNothingIsMissing() {
        balancers.run(balancing());
        balancers.stop();
        assertThat(refusal()).isEqualTo("the appliance is stopping");
    }

    private String refusal() {
        String said = "the virtual servers are not running: ";
        Throwable refused = catchThrowable(() -> balancers.drain("web", "a"));
        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(said);
        return refused.getMessage().substring(said.length());
    }

    private static Balancing balancing() {
        RealServer real = new RealServer(
                "a",
                new InetSocketAddress(Fakes.address("10.9.1.1"), 80),
                Forwarding.NAT,
                1,
                0,
                0,
                false,
                false,
                List.of(),
                null);
        VirtualServer server = new VirtualServer(
                "web",
                List.of(new Address.Endpoint(Fakes.address("10.9.0.100"), 80, Protocol.TCP)),
                new Scheduling("rr", Set.of()),
                Forwarding.NAT,
                null,
                List.of(real),
                null,
                1,
                0,
                false,
                false,
                false,
                null);
        return new Balancing(
                List.of(server),
                null,
                false,
                Balancing.AtEnd.REMOVE_OWN,
                Balancing.Timeouts.UNTOUCHED,
                null,
                Duration.ZERO);
    }
}

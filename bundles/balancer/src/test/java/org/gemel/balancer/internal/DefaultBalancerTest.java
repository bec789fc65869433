package org.gemel.balancer.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gemel.balancer.internal.core.Samples.VS;
import static org.gemel.balancer.internal.core.Samples.address;
import static org.gemel.balancer.internal.core.Samples.balancing;
import static org.gemel.balancer.internal.core.Samples.check;
import static org.gemel.balancer.internal.core.Samples.name;
import static org.gemel.balancer.internal.core.Samples.real;
import static org.gemel.balancer.internal.core.Samples.socket;
import static org.gemel.balancer.internal.core.Samples.virtual;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Balancing.AtEnd;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Subject;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.dataplane.Traffic.Counts;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.QuorumChanged;
import org.gemel.api.event.Event.RealServerChanged;
import org.gemel.api.event.Event.ServerProblem;
import org.gemel.balancer.internal.checking.CheckerFactories;
import org.gemel.balancer.internal.checking.FakeFactory;
import org.gemel.balancer.internal.core.Samples.Real;
import org.gemel.balancer.internal.kernel.DataPlanes;
import org.gemel.balancer.internal.kernel.FakePlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DefaultBalancerTest {

    private static final Timing AT_ONCE = new Timing(Duration.ofHours(1), 0, Duration.ofSeconds(1), Duration.ZERO);
    private static final Verdict REFUSED = Verdict.failed("connect", "refused", Duration.ofMillis(1));

    private final FakeHost host = new FakeHost();
    private final CheckerFactories factories = new CheckerFactories();
    private final FakeFactory factory = new FakeFactory();
    private final DataPlanes planes = new DataPlanes();
    private final FakePlane plane = new FakePlane();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<DefaultBalancer> begun = new ArrayList<>();
    private final DefaultBalancer balancer = begin("");

    private DefaultBalancer begin(String memory) {
        DefaultBalancer next = new DefaultBalancer(host.platform, factories, planes, events::add, memory, 1);
        begun.add(next);
        return next;
    }

    @BeforeEach
    void plugsIn() {
        factories.add("TCP_CHECK", factory, "com.example.checker");
        planes.add("plane", 0, plane);
    }

    @AfterEach
    void ends() {
        begun.forEach(each -> each.suspend().exceptionally(ended -> "").join());
    }

    /** One that is asked at once, and then for an hour no more. */
    private static Real asked(int number) {
        return real(number).checkedBy(check("TCP_CHECK", number, AT_ONCE, false));
    }

    private static Balancing flushing(Balancing all) {
        return new Balancing(
                all.servers(), all.dataPlane(), true, all.leave(), all.timeouts(), all.sync(), all.grace());
    }

    private <E extends Event> E next(Class<E> type) throws InterruptedException {
        Event next = events.poll(10, TimeUnit.SECONDS);
        assertThat(next).isInstanceOf(type);
        return type.cast(next);
    }

    private VirtualServerStatus status() {
        return balancer.status().join().get(0);
    }

    /** Waits until the data plane knows what follows from what was told already. */
    private void settles() {
        // The first answer comes after the loop has passed it on, the second after the data plane has taken it.
        status();
        status();
    }

    @Test
    void whatIsConfiguredIsAskedAndLed() throws Exception {
        balancer.apply(balancing(virtual(asked(1)))).join();

        assertThat(factory.next()).isEqualTo("ask");
        assertThat(List.of(plane.next(), plane.next())).containsExactly("open", "apply 1");
        assertThat(status().dataPlane()).isEqualTo("plane");
    }

    @Test
    void aVerdictChangesWhatTheDataPlaneIsToDo() throws Exception {
        factory.answer = REFUSED;
        balancer.apply(balancing(virtual(asked(1)))).join();

        assertThat(next(QuorumChanged.class).reached())
                .as("at the start (behaviour 96)")
                .isTrue();
        assertThat(next(RealServerChanged.class).reason()).isEqualTo("TCP_CHECK: refused");
        assertThat(next(QuorumChanged.class).reached()).isFalse();
        settles();
        assertThat(plane.services()).flatExtracting(Service::destinations).isEmpty();
    }

    @Test
    void whatTheDataPlaneCannotDoIsAProblemOfTheVirtualServer() throws Exception {
        plane.cannot = List.of("cannot tunnel");
        balancer.apply(balancing(virtual(asked(1)))).join();

        next(QuorumChanged.class);
        ServerProblem problem = next(ServerProblem.class);
        assertThat(problem.subject()).isEqualTo(Subject.virtualServer(VS));
        assertThat(problem.code()).isEqualTo("data-plane-refuses");
        assertThat(status().dataPlane()).isNull();
        assertThat(status().reason()).isEqualTo("cannot tunnel");
    }

    @Test
    void whoIsDrainedIsToldHowManyConnectionsThereStillAre() {
        Balancing one = balancing(virtual(asked(1)));
        Counts three = new Counts(9, 3, 6, 0, 0, 0, 0);
        plane.traffic = Map.of(one.servers().get(0).addresses().get(0), new Traffic(three, Map.of(socket(1), three)));
        balancer.apply(one).join();

        assertThat(balancer.drain(VS, name(1)).join()).isEqualTo(3);

        assertThat(plane.services())
                .flatExtracting(Service::destinations)
                .singleElement()
                .extracting(Service.Destination::weight)
                .isEqualTo(0);
        assertThat(balancer.undrain(VS, name(1)).join()).isTrue();
        assertThat(balancer.undrain(VS, name(1)).join()).isFalse();
    }

    @Test
    void whereNobodyCountsConnectionsTheirNumberIsUnknown() {
        balancer.apply(balancing(virtual(asked(1)))).join();

        assertThat(balancer.drain(VS, name(1)).join()).isEqualTo(-1);
    }

    @Test
    void drainingNobodyFails() {
        balancer.apply(balancing(virtual(asked(1)))).join();

        assertThatThrownBy(() -> balancer.drain(VS, name(2)).join())
                .hasCauseInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it has " + name(1));
    }

    /** Behaviour 100: all own virtual servers go, with {@code lvs_flush_on_stop} too; others than own there are none. */
    @ParameterizedTest
    @EnumSource
    void atItsEndNothingIsLeft(AtEnd leave) throws Exception {
        Balancing one = balancing(virtual(asked(1)));
        balancer.apply(new Balancing(
                        one.servers(), one.dataPlane(), false, leave, one.timeouts(), one.sync(), one.grace()))
                .join();
        assertThat(factory.next()).isEqualTo("ask");
        status();

        balancer.stop().join();

        assertThat(plane.rest()).containsExactly("open", "apply 1", "apply 0", "close");
        assertThat(List.of(factory.next(), factory.next())).containsExactly("clean up", "close");
        assertThatThrownBy(() -> balancer.apply(one).join()).hasMessageContaining("the balancer has ended");
    }

    /** Behaviour 96. */
    @Test
    void omegaTellsTheEndAsLoss() throws Exception {
        balancer.apply(balancing(virtual(asked(1)).withOmega())).join();
        next(QuorumChanged.class);

        balancer.stop().join();

        assertThat(next(RealServerChanged.class).alive()).isFalse();
        assertThat(next(QuorumChanged.class).reached()).isFalse();
    }

    /** Behaviour 100. */
    @Test
    void withLvsFlushWhatIsLeftIsRemovedAtTheStart() throws Exception {
        balancer.apply(flushing(balancing(virtual(asked(1))))).join();

        assertThat(plane.next()).isEqualTo("open and flush");
    }

    @Test
    void theNextOneGoesOnWithTheKernelAndTheVerdictsAsTheyAre() throws Exception {
        factory.answer = REFUSED;
        Balancing two = flushing(balancing(virtual(asked(1), real(2).checkedBy())));
        balancer.apply(two).join();
        next(QuorumChanged.class);
        next(RealServerChanged.class);
        String memory = balancer.suspend().join();
        assertThat(plane.rest()).endsWith("close").doesNotContain("apply 0");
        plane.forget();

        DefaultBalancer successor = begin(memory);
        successor.apply(two).join();

        assertThat(successor.status().join().get(0).realServers().get(0).alive())
                .isFalse();
        assertThat(plane.rest()).as("no flush").containsExactly("open", "apply 1");
        assertThat(plane.services())
                .flatExtracting(Service::destinations)
                .extracting(Service.Destination::address)
                .containsExactly(socket(2));
        assertThat(events).isEmpty();
    }

    /** Behaviour 97. */
    @Test
    void withHaSuspendNothingIsAskedUntilTheAddressHasCome() throws Exception {
        balancer.apply(balancing(virtual(asked(1)).suspending())).join();
        assertThat(status().suspended()).isTrue();
        assertThat(factory.rest()).isEmpty();

        host.has(address("192.0.2.1"));

        assertThat(factory.next()).isEqualTo("ask");
        assertThat(status().suspended()).isFalse();
    }

    @Test
    void addressesAreFollowedOnlyWhereTheyMatter() {
        balancer.apply(balancing(virtual(asked(1)).suspending())).join();
        assertThat(host.listeners()).isEqualTo(1);

        balancer.apply(balancing(virtual(asked(1)))).join();

        assertThat(host.listeners()).isZero();
    }
}

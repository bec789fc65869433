package org.gemel.platform.simulated.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.junit.jupiter.api.Test;

/** A simulated machine: its clock, its process, its leases. */
class NodeTest {

    private final World world = new DefaultSimulator().newWorld(1);
    private final Node node = world.newNode("r1");
    private final Nic nic =
            node.connect(world.newLan("lan"), "eth0", new MacAddress(0x0200_0000_0001L), "192.0.2.1/24");
    private final Platform platform = node.start();
    private final EventLoop loop = platform.loop();
    private final List<String> happened = new ArrayList<>();
    private final InetAddress vip = InetAddress.getByName("192.0.2.100");
    private final VirtualAddress leased = new VirtualAddress(vip, 24, "eth0", 0, null, null);

    NodeTest() throws Exception {}

    private void say(String what) {
        happened.add(what + "@" + world.now() / 1_000_000);
    }

    private EventLoop.Timer timer(String name) {
        return loop.newTimer(() -> say(name));
    }

    @Test
    void aTimerExpiresAtItsDeadline() {
        timer("t").arm(loop.nanoTime() + 5_000_000);
        world.run(Duration.ofMillis(10));
        assertThat(happened).containsExactly("t@5");
    }

    @Test
    void aTimerArmedAgainExpiresOnce() {
        EventLoop.Timer timer = timer("t");
        timer.arm(loop.nanoTime() + 5_000_000);
        timer.arm(loop.nanoTime() + 7_000_000);
        world.run(Duration.ofMillis(10));
        assertThat(happened).containsExactly("t@7");
        assertThat(timer.armed()).isFalse();
    }

    @Test
    void aDisarmedTimerDoesNotExpire() {
        EventLoop.Timer timer = timer("t");
        timer.arm(loop.nanoTime() + 5_000_000);
        timer.disarm();
        world.run(Duration.ofMillis(10));
        assertThat(happened).isEmpty();
    }

    @Test
    void aTimerDisarmedByWhatIsDueAtTheSameTimeDoesNotExpire() {
        EventLoop.Timer second = timer("second");
        loop.newTimer(second::disarm).arm(loop.nanoTime() + 5);
        second.arm(loop.nanoTime() + 5);
        world.run(Duration.ofMillis(10));
        assertThat(happened).isEmpty();
    }

    @Test
    void aFastClockExpiresEarlyByTheWorldsClock() {
        node.drift(1000);
        timer("t").arm(loop.nanoTime() + 1_001_000_000);
        world.run(Duration.ofSeconds(2));
        assertThat(happened).containsExactly("t@1000");
    }

    @Test
    void aClockThatSlowsDownMovesWhatIsArmed() {
        timer("t").arm(loop.nanoTime() + 1_000_000_000);
        world.run(Duration.ofMillis(500));
        node.drift(-500_000);
        world.run(Duration.ofSeconds(2));
        assertThat(happened).containsExactly("t@1500");
    }

    @Test
    void latenessDelaysATimerByAtMostItsMeasure() {
        node.lateness(Duration.ofMillis(3));
        long[] late = new long[1];
        for (int i = 0; i < 100; i++) {
            long deadline = loop.nanoTime() + 1_000_000;
            loop.newTimer(() -> late[0] = Math.max(late[0], loop.nanoTime() - deadline))
                    .arm(deadline);
            world.run(Duration.ofMillis(10));
        }
        assertThat(late[0]).isBetween(2_500_000L, 3_000_000L);
    }

    @Test
    void aPausedProcessHearsWhatIsNewBeforeItDoesWhatIsOverdue() {
        timer("t").arm(loop.nanoTime() + 5_000_000);
        node.pause();
        loop.execute(() -> say("task"));
        world.run(Duration.ofMillis(20));
        assertThat(happened).isEmpty();
        node.resume();
        world.run(Duration.ofMillis(1));
        assertThat(happened).containsExactly("task@20", "t@20");
    }

    @Test
    void aKilledProcessDoesNothingMore() {
        timer("t").arm(loop.nanoTime() + 5_000_000);
        node.kill();
        loop.execute(() -> say("task"));
        world.run(Duration.ofMillis(20));
        assertThat(happened).isEmpty();
    }

    @Test
    void theLoopIsOnlyEnteredByItsOwnTurns() {
        List<Boolean> inLoop = new ArrayList<>();
        loop.execute(() -> inLoop.add(loop.inLoop()));
        world.schedule(Duration.ofMillis(1), () -> inLoop.add(loop.inLoop()));
        world.run(Duration.ofMillis(2));
        assertThat(inLoop).containsExactly(true, false);
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void aTaskThatThrowsEndsTheRunAndIsNamed() {
        loop.execute(() -> {
            throw new IllegalArgumentException("broken");
        });
        assertThatThrownBy(() -> world.run(Duration.ofMillis(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("on r1")
                .hasMessageContaining("broken");
    }

    @Test
    void theKernelEndsALeaseThatNobodyExtends() throws PlatformException {
        platform.network().lease(nic.link(), leased, 2);
        node.kill();
        world.run(Duration.ofMillis(1999));
        assertThat(nic.holds(vip)).isTrue();
        world.run(Duration.ofMillis(302));
        assertThat(nic.holds(vip)).isFalse();
    }

    @Test
    void extendingALeaseCountsFromTheLastTime() throws PlatformException {
        platform.network().lease(nic.link(), leased, 2);
        world.run(Duration.ofMillis(1500));
        platform.network().lease(nic.link(), leased, 2);
        world.run(Duration.ofMillis(1900));
        assertThat(nic.holds(vip)).isTrue();
    }

    @Test
    void listenersHearOfAddressesAndCarrierInALaterTurn() throws PlatformException {
        platform.network().subscribe(new NetworkListener() {
            @Override
            public void linkChanged(Link link) {
                say(link.up() ? "up" : "down");
            }

            @Override
            public void linkRemoved(Link link) {
                say("removed");
            }

            @Override
            public void addressAdded(Link link, InetAddress address) {
                say("+" + address.getHostAddress());
            }

            @Override
            public void addressRemoved(Link link, InetAddress address) {
                say("-" + address.getHostAddress());
            }
        });
        platform.network().lease(nic.link(), leased, 2);
        platform.network().lease(nic.link(), leased, 2);
        assertThat(happened).isEmpty();
        world.run(Duration.ofMillis(1));
        nic.removeAddress(vip);
        nic.unplug();
        world.run(Duration.ofMillis(1));
        nic.plug();
        world.run(Duration.ofMillis(1));
        assertThat(happened).containsExactly("+192.0.2.100@0", "-192.0.2.100@1", "down@1", "up@2");
    }

    @Test
    void aLinkShowsItsAddressesAndWhichAreLeased() throws Exception {
        platform.network().lease(nic.link(), leased, 2);
        assertThat(nic.link().addresses())
                .extracting(Link.Address::address, Link.Address::leased)
                .containsExactly(tuple(InetAddress.getByName("192.0.2.1"), false), tuple(vip, true));
    }
}

package org.gemel.vrrp.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Port;
import org.gemel.vrrp.internal.packet.Instances;
import org.junit.jupiter.api.Test;

/** Announcements of a thousand virtual routers in one queue. */
class LaneTest {

    private static final int ADDRESSES = 1_000;
    private static final long INTERVAL = 1_000_000;
    private static final Link LINK = new Link("eth0", 1, new MacAddress(1), true, 1500, List.of());

    private final Clock clock = new Clock();
    private final Counters counters = new Counters();
    private final Wire wire = new Wire();

    /** A loop whose time is moved by hand to the deadline of its only timer. */
    private static final class Clock implements EventLoop, EventLoop.Timer {
        private long now;
        private long deadline;
        private boolean armed;
        private Runnable expiry = () -> {};

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public Timer newTimer(Runnable onExpiry) {
            expiry = onExpiry;
            return this;
        }

        @Override
        public void arm(long when) {
            deadline = when;
            armed = true;
        }

        @Override
        public void disarm() {
            armed = false;
        }

        @Override
        public boolean armed() {
            return armed;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        void runOut() {
            while (armed) {
                now = deadline;
                armed = false;
                expiry.run();
            }
        }
    }

    private static final class Wire implements Port {
        private int frames;

        @Override
        public void join(InetAddress group) {}

        @Override
        public boolean sendPacket(ByteBuffer packet) {
            return true;
        }

        @Override
        public boolean sendFrame(ByteBuffer frame) {
            frames++;
            return true;
        }

        @Override
        public void close() {}
    }

    private List<HeldAddress> addresses() throws Exception {
        Network network = (Network) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Network.class}, (proxy, method, arguments) -> wire);
        LinkPort port = new LinkPort(network, LINK, Family.IPV4, counters);
        List<HeldAddress> held = new ArrayList<>();
        for (int i = 0; i < ADDRESSES; i++) {
            InetAddress address = Instances.address("10.0." + i / 250 + "." + i % 250);
            held.add(new HeldAddress(new VirtualAddress(address, 32, "eth0", 0, null, null), LINK, port, true, 0));
        }
        return held;
    }

    private void burst(Lane lane, List<HeldAddress> held) {
        for (int i = 0; i < held.size(); i++) {
            lane.announce(held.get(i), 5, counters);
        }
        clock.runOut();
    }

    @Test
    void everyFrameIsSentNoFasterThanTheInterval() throws Exception {
        Lane lane = new Lane(clock, INTERVAL);
        burst(lane, addresses());
        assertThat(wire.frames).isEqualTo(5 * ADDRESSES);
        assertThat(clock.now).isEqualTo((5 * ADDRESSES - 1) * INTERVAL);
    }

    @Test
    void aSecondBurstDoesNotMultiplyWhatIsStillToCome() throws Exception {
        Lane lane = new Lane(clock, INTERVAL);
        HeldAddress address = addresses().get(0);
        lane.announce(address, 5, counters);
        lane.announce(address, 5, counters);
        clock.runOut();
        assertThat(wire.frames).isEqualTo(6);
    }

    @Test
    void waitingAllocatesNothing() throws Exception {
        List<HeldAddress> held = addresses();
        Lane lane = new Lane(clock, INTERVAL);
        burst(lane, held);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        burst(lane, held);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(wire.frames).isEqualTo(10 * ADDRESSES);
        assertThat(allocated).as("bytes for %d frames", 5 * ADDRESSES).isLessThan(ADDRESSES);
    }
}

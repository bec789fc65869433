package org.gemel.bfd.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.State;
import org.junit.jupiter.api.Test;

class SteadyStateTest {

    private static final int PACKETS = 100_000;
    private static final long INTERVAL = 10_000_000;

    private final ByteBuffer wire = ByteBuffer.allocateDirect(ControlPacket.LENGTH);
    private final ControlPacket in = new ControlPacket();
    private long deadlines;
    private final Session session =
            new Session(1, new Parameters(10_000, 10_000, 1_000_000, 3, false), new SplittableRandom(1), new Actions() {
                @Override
                public void send(ControlPacket packet) {
                    packet.write(wire);
                }

                @Override
                public void transmitAt(long deadline) {
                    deadlines += deadline;
                }

                @Override
                public void transmitNever() {}

                @Override
                public void detectAt(long deadline) {
                    deadlines += deadline;
                }

                @Override
                public void changed() {}
            });

    @Test
    void aSessionThatIsUpAllocatesNothingForAPacketOrATimer() {
        ByteBuffer heard = ByteBuffer.allocateDirect(ControlPacket.LENGTH);
        in.set(State.INIT, 0, false, false, 3, 2, 1, 10_000, 10_000);
        in.write(heard);
        exchange(heard, 1_000);
        assertThat(session.state()).isEqualTo(State.UP);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        exchange(heard, PACKETS);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(deadlines).as("it was at work").isNotZero();
        assertThat(allocated).as("bytes for %d packets each way", PACKETS).isLessThan(PACKETS);
    }

    private void exchange(ByteBuffer heard, int packets) {
        for (int i = 0; i < packets; i++) {
            if (in.read(heard) == null) {
                session.received(in, i * INTERVAL);
            }
            session.transmitDue(i * INTERVAL);
        }
    }
}

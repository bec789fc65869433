package org.gemel.fuzz;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.tracker.Tracker;
import org.gemel.bfd.internal.BfdTrackerFactory;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/**
 * Packets of a neighbour for a BFD session. An input is a row of packets: one byte that chooses what is repaired and how much
 * time passes, one byte of length, the packet.
 */
public final class BfdFuzz {

    private static final int PORT = 3784;
    private static final int MOST_PACKETS = 64;
    private static final int MOST_BYTES = 255;
    private static final int REPAIR_HEADER = 0x01;
    private static final int REPAIR_DISCRIMINATOR = 0x02;
    private static final int PAUSE_SHIFT = 2;
    private static final int PAUSE_MILLIS = 40;
    /** At 10 ms three quarters of which may pass between two packets, and one more for every change and every poll. */
    private static final int MOST_A_SECOND = 134;

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final Node fuzzed = world.newNode("fuzzed");
    private final Sender sender;
    private final ByteBuffer payload = ByteBuffer.allocateDirect(MOST_BYTES);
    private Tracker tracker;
    private int discriminator;
    private int answers;

    private BfdFuzz() throws PlatformException, UnknownHostException {
        fuzzed.connect(lan, "eth0", new MacAddress(1), "10.0.0.1/24");
        Node peer = world.newNode("peer");
        peer.connect(lan, "eth0", new MacAddress(2), "10.0.0.2/24");
        Platform platform = fuzzed.start();
        Platform other = peer.start();
        other.datagrams().listen(Family.IPV4, PORT, datagram -> {
            discriminator = datagram.payload().getInt(datagram.payload().position() + 4);
            answers++;
        });
        sender = other.datagrams().open(new Flow(null, 50_000, InetAddress.getByName("10.0.0.1"), PORT, 255, null));
        BfdSession session = new BfdSession(
                "peer",
                InetAddress.getByName("10.0.0.2"),
                null,
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                Duration.ofSeconds(1),
                3,
                false,
                255,
                0,
                false);
        platform.loop().execute(() -> tracker = new BfdTrackerFactory(1).watch(session, platform, health -> {}));
        world.run(Duration.ofMillis(1));
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            new BfdFuzz().take(ByteBuffer.wrap(data));
        } catch (PlatformException | UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(ByteBuffer in) {
        int packets = 0;
        while (packets < MOST_PACKETS && in.remaining() > 2) {
            packets++;
            int choice = in.get() & 0xff;
            byte[] packet = new byte[Math.min(in.get() & 0xff, in.remaining())];
            in.get(packet);
            repair(packet, choice);
            payload.clear().put(packet).flip();
            sender.send(payload);
            world.run(Duration.ofMillis((long) (choice >>> PAUSE_SHIFT) * PAUSE_MILLIS + 1));
        }
        long seconds = world.now() / 1_000_000_000 + 1;
        // Each packet is answered, changes the state, and gets a final at most.
        if (answers > seconds * MOST_A_SECOND + 2L * packets + 1) {
            throw new IllegalStateException(answers + " packets in " + seconds + " s after " + packets);
        }
        if (tracker.detail().isEmpty() || tracker.health() == null) {
            throw new IllegalStateException("nothing is said");
        }
    }

    private void repair(byte[] packet, int choice) {
        if (packet.length >= 24 && (choice & REPAIR_HEADER) != 0) {
            packet[0] = (byte) (0x20 | packet[0] & 0x1f);
            packet[1] &= (byte) ~0x05;
            packet[3] = 24;
        }
        if (packet.length >= 24 && (choice & REPAIR_DISCRIMINATOR) != 0) {
            ByteBuffer.wrap(packet).putInt(8, discriminator);
        }
    }

    /** A neighbour that comes up, polls, goes down, and is switched off. */
    static List<byte[]> seeds() {
        String numbers = "0000000700000000000027100000271000000000";
        String down = "0b1820400318" + numbers;
        String init = "0b1820800318" + numbers;
        String up = "0b1820e00318" + numbers;
        String last = "0b1820d00318" + numbers;
        String off = "0b1827000318" + numbers;
        return List.of(
                HexFormat.of().parseHex(down + init + up + last + up + down + init + off),
                HexFormat.of().parseHex(down + init),
                HexFormat.of().parseHex(init + up + off));
    }
}

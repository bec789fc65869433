package org.gemel.fuzz;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Port;
import org.gemel.demo.lab.Packets;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;

/**
 * Ethernet frames (ARP, neighbour advertisements, advertisements of other hardware addresses) for the simulated LAN, with a
 * client and a host that listens, and for the capture of the lab. An input is a row of frames: two bytes of length, the frame.
 */
public final class FrameFuzz {

    private static final int MOST_FRAMES = 16;
    private static final int ETHERNET_HEADER = 14;
    private static final int MOST_BYTES = 2048;
    private static final int UDP_PORT = 3784;
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final List<InetAddress> ANNOUNCED =
            List.of(address("10.0.0.101"), address("10.0.0.105"), address("fe80::5e:7"), address("fe80::5e:8"));

    /** One for all inputs: nobody keeps it, and the memory of buffers that are dropped comes back late. */
    private static final ByteBuffer BUFFER = ByteBuffer.allocateDirect(MOST_BYTES);

    private final World world = new DefaultSimulator().newWorld(1);
    private final Lan lan = world.newLan("lan");
    private final Client client = lan.newClient("client", new MacAddress(3));
    private final Port port;
    private int heard;

    private FrameFuzz() throws PlatformException {
        Platform sender = started("sender", 1);
        Platform listener = started("listener", 2);
        port = opened(sender, Family.IPV4);
        for (Family family : Family.values()) {
            opened(listener, family).join(address(family == Family.IPV4 ? "224.0.0.18" : "ff02::12"));
            listener.datagrams()
                    .listen(
                            family,
                            UDP_PORT,
                            datagram -> heard += datagram.payload().remaining());
        }
    }

    private Platform started(String name, int host) {
        Node node = world.newNode(name);
        Nic nic = node.connect(lan, "eth0", new MacAddress(host), "10.0.0." + host + "/24", "fe80::" + host + "/64");
        return nic.node().start();
    }

    private Port opened(Platform platform, Family family) throws PlatformException {
        Link link = Objects.requireNonNull(platform.network().link("eth0"));
        return platform.network().open(link, family, packet -> heard += packet.remaining());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        try {
            new FrameFuzz().take(ByteBuffer.wrap(data));
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(ByteBuffer in) {
        int bytes = 0;
        for (int i = 0; i < MOST_FRAMES && in.remaining() > 2; i++) {
            byte[] frame = new byte[Math.min(in.getShort() & 0x7ff, in.remaining())];
            in.get(frame);
            bytes += Math.max(frame.length, 64);
            captured(frame);
            if (frame.length >= ETHERNET_HEADER) {
                port.sendFrame(BUFFER.clear().put(frame).flip());
                world.run(PAUSE);
            }
        }
        if (heard > bytes) {
            throw new IllegalStateException("heard " + heard + " of " + bytes + " bytes");
        }
        for (InetAddress each : ANNOUNCED) {
            MacAddress at = client.neighbour(each);
            if (at != null && (at.value() < 1 || at.value() > 3)) {
                throw new IllegalStateException(each + " is believed at " + at + ", where nobody is");
            }
        }
    }

    private static void captured(byte[] frame) {
        Packets.read(Instant.EPOCH, ByteBuffer.wrap(frame)).ifPresent(seen -> {
            if (seen instanceof Advert advert && advert.addresses().size() * 4 > frame.length) {
                throw new IllegalStateException(advert + " of " + frame.length + " bytes");
            }
        });
    }

    /** What masters of every dialect send: announcements as they are, advertisements in the frame of a virtual router. */
    static byte[] inRow(List<byte[]> frames) {
        ByteBuffer row = ByteBuffer.allocate(frames.size() * (2 + MOST_BYTES));
        frames.forEach(frame -> row.putShort((short) frame.length).put(frame));
        byte[] bytes = new byte[row.flip().remaining()];
        row.get(bytes);
        return bytes;
    }

    /** An IP packet in a frame from a virtual router's hardware address. */
    static byte[] framed(byte[] packet) {
        boolean ipv6 = packet[0] >> 4 == 6;
        ByteBuffer frame = ByteBuffer.allocate(ETHERNET_HEADER + packet.length);
        MacAddress.BROADCAST.put(frame);
        new MacAddress(0x0000_5e00_0101L).put(frame);
        return frame.putShort((short) (ipv6 ? 0x86dd : 0x0800)).put(packet).array();
    }
}

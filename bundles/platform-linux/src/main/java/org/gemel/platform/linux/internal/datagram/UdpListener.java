package org.gemel.platform.linux.internal.datagram;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagram;
import org.gemel.api.platform.DatagramReceiver;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.MessageHeader;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;

/** The socket that hears a port of one family. It is itself the datagram that it hands over. */
final class UdpListener implements Network.Subscription, Datagram {

    /** So many datagrams are read in a row before the loop turns to other descriptors. */
    private static final int BURST = 256;

    private static final String CAPABILITY = "nothing special";

    private final boolean ipv4;
    private final DatagramReceiver receiver;
    private final MessageHeader message;
    private final ByteBuffer payload;
    private final ByteBuffer source;
    private final Descriptor socket;
    private final KernelLoop.Watch watch;

    /** @param in where datagrams are read into; other listeners may share it */
    UdpListener(KernelLoop loop, Family family, int port, NativeBuffer in, DatagramReceiver receiver)
            throws PlatformException {
        this.receiver = receiver;
        ipv4 = family == Family.IPV4;
        message = new MessageHeader(in);
        payload = in.bytes().duplicate();
        int address = ipv4 ? Abi.SOCKADDR_IN_ADDRESS : Abi.SOCKADDR_IN6_ADDRESS;
        source = message.name().duplicate().position(address).limit(address + family.addressLength());
        source.mark();
        String tried = "listen on UDP port " + port + " for " + (ipv4 ? "IPv4" : "IPv6");
        socket = Descriptor.of(
                Libc.socket(ipv4 ? Abi.AF_INET : Abi.AF_INET6, Abi.SOCK_DGRAM | Abi.SOCK_NONBLOCK_CLOEXEC, 0),
                tried,
                CAPABILITY);
        try {
            if (ipv4) {
                option(tried, Abi.IPPROTO_IP, Abi.IP_RECVTTL);
                option(tried, Abi.IPPROTO_IP, Abi.IP_PKTINFO);
            } else {
                option(tried, Abi.IPPROTO_IPV6, Abi.IPV6_V6ONLY);
                option(tried, Abi.IPPROTO_IPV6, Abi.IPV6_RECVHOPLIMIT);
                option(tried, Abi.IPPROTO_IPV6, Abi.IPV6_RECVPKTINFO);
            }
            NativeBuffer any = Ports.put(ipv4 ? Abi.inetAddress() : Abi.inet6Address(0), port);
            if (Libc.bind(socket.fd(), any.pointer(), any.size()) < 0) {
                throw Ports.refused(tried, Libc.errno(), CAPABILITY);
            }
            watch = loop.watch(socket.fd(), this::readable);
        } catch (PlatformException e) {
            socket.close();
            throw e;
        }
    }

    private void option(String tried, int level, int name) throws PlatformException {
        int error = socket.option(level, name, NativeBuffer.ofInt(1));
        if (error != 0) {
            throw Errno.refused(tried, error, CAPABILITY);
        }
    }

    private void readable() {
        for (int i = 0; i < BURST && socket.fd() >= 0; i++) {
            int length = message.receive(socket.fd());
            if (length < 0) {
                return;
            }
            if (!message.truncated()) {
                payload.clear().limit(length);
                payload.order(ByteOrder.BIG_ENDIAN);
                source.reset();
                receiver.received(this);
            }
        }
    }

    @Override
    public ByteBuffer payload() {
        return payload;
    }

    @Override
    public ByteBuffer source() {
        return source;
    }

    @Override
    public int ttl() {
        return ipv4 ? control(Abi.IPPROTO_IP, Abi.IP_TTL, 0, -1) : control(Abi.IPPROTO_IPV6, Abi.IPV6_HOPLIMIT, 0, -1);
    }

    @Override
    public int linkIndex() {
        return ipv4
                ? control(Abi.IPPROTO_IP, Abi.IP_PKTINFO, Abi.IN_PKTINFO_LINK, 0)
                : control(Abi.IPPROTO_IPV6, Abi.IPV6_PKTINFO, Abi.IN6_PKTINFO_LINK, 0);
    }

    private int control(int level, int type, int offset, int absent) {
        int at = message.find(level, type, offset + Integer.BYTES);
        return at < 0 ? absent : message.control().getInt(at + offset);
    }

    @Override
    public void close() {
        if (socket.fd() >= 0) {
            watch.close();
            socket.close();
        }
    }
}

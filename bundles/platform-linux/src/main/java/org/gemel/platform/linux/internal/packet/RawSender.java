package org.gemel.platform.linux.internal.packet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sends IP packets with headers of their own through the kernel's routing, on one link, and holds group memberships.
 *
 * <p>The socket is one for protocol 112, though it receives nothing: where no such socket is open, the kernel answers a
 * unicast advertisement with "protocol unreachable". For the same reason there is one for the authentication header.
 */
final class RawSender implements AutoCloseable {

    private static final String CAPABILITY = "CAP_NET_RAW";
    /** TC_PRIO_CONTROL: ahead of other traffic in the link's queue. */
    private static final int PRIORITY = 7;

    private static final int IPV4_HEADER = 20;
    private static final int IPV4_DESTINATION = 16;
    private static final int IPV6_HEADER = 40;
    private static final int IPV6_DESTINATION = 24;

    private final Link link;
    private final Family family;
    private final Executor closer;
    private final NativeBuffer out;
    private final Descriptor socket;
    private final @Nullable Descriptor quiet;
    private final NativeBuffer to;
    private final int header;
    private final int destination;
    private final int toAddress;

    /**
     * Opens the socket.
     *
     * @param closer closes the socket in the end
     * @param out where packets are sent from; other senders may share it
     */
    RawSender(Executor closer, Link link, Family family, NativeBuffer out) throws PlatformException {
        this.link = link;
        this.family = family;
        this.out = out;
        this.closer = closer;
        boolean ipv4 = family == Family.IPV4;
        header = ipv4 ? IPV4_HEADER : IPV6_HEADER;
        destination = ipv4 ? IPV4_DESTINATION : IPV6_DESTINATION;
        toAddress = ipv4 ? Abi.SOCKADDR_IN_ADDRESS : Abi.SOCKADDR_IN6_ADDRESS;
        to = ipv4 ? Abi.inetAddress() : Abi.inet6Address(link.index());
        int domain = ipv4 ? Abi.AF_INET : Abi.AF_INET6;
        socket = Descriptor.of(
                Libc.socket(domain, Abi.SOCK_RAW | Abi.SOCK_NONBLOCK_CLOEXEC, Abi.IPPROTO_VRRP),
                tried("open a raw socket"),
                CAPABILITY);
        try {
            check("filter", PacketFilter.nothing(socket));
            if (ipv4) {
                option("IP_HDRINCL", Abi.IPPROTO_IP, Abi.IP_HDRINCL, NativeBuffer.ofInt(1));
                option("IP_MULTICAST_LOOP", Abi.IPPROTO_IP, Abi.IP_MULTICAST_LOOP, NativeBuffer.ofInt(0));
            } else {
                option("IPV6_HDRINCL", Abi.IPPROTO_IPV6, Abi.IPV6_HDRINCL, NativeBuffer.ofInt(1));
                option("IPV6_MULTICAST_LOOP", Abi.IPPROTO_IPV6, Abi.IPV6_MULTICAST_LOOP, NativeBuffer.ofInt(0));
            }
            option("SO_PRIORITY", Abi.SOL_SOCKET, Abi.SO_PRIORITY, NativeBuffer.ofInt(PRIORITY));
            byte[] name = (link.name() + '\0').getBytes(UTF_8);
            NativeBuffer device = NativeBuffer.allocate(name.length);
            device.bytes().put(0, name);
            option("SO_BINDTODEVICE", Abi.SOL_SOCKET, Abi.SO_BINDTODEVICE, device);
            quiet = ipv4 ? openQuiet(device) : null;
        } catch (PlatformException e) {
            socket.closeBy(closer);
            throw e;
        }
    }

    private Descriptor openQuiet(NativeBuffer device) throws PlatformException {
        Descriptor opened = Descriptor.of(
                Libc.socket(Abi.AF_INET, Abi.SOCK_RAW | Abi.SOCK_NONBLOCK_CLOEXEC, Abi.IPPROTO_AH),
                tried("open a raw socket"),
                CAPABILITY);
        int error = PacketFilter.nothing(opened);
        if (error == 0) {
            error = opened.option(Abi.SOL_SOCKET, Abi.SO_BINDTODEVICE, device);
        }
        if (error != 0) {
            opened.closeBy(closer);
            check("listen to nothing", error);
        }
        return opened;
    }

    void join(InetAddress group) throws PlatformException {
        NativeBuffer request = Abi.membership(group.getAddress(), link.index());
        int error = family == Family.IPV4
                ? socket.option(Abi.IPPROTO_IP, Abi.IP_ADD_MEMBERSHIP, request)
                : socket.option(Abi.IPPROTO_IPV6, Abi.IPV6_JOIN_GROUP, request);
        if (error != Abi.EADDRINUSE) {
            check("join " + group.getHostAddress(), error);
        }
    }

    boolean send(ByteBuffer packet) {
        int length = packet.remaining();
        if (length < header || length > out.size()) {
            return false;
        }
        int start = packet.position();
        out.bytes().put(0, packet, start, length);
        to.bytes().put(toAddress, packet, start + destination, family.addressLength());
        return Libc.sendto(socket.fd(), out.pointer(), length, 0, to.pointer(), to.size()) == length;
    }

    @Override
    public void close() {
        socket.closeBy(closer);
        if (quiet != null) {
            quiet.closeBy(closer);
        }
    }

    private void option(String name, int level, int option, NativeBuffer value) throws PlatformException {
        check("set " + name, socket.option(level, option, value));
    }

    private void check(String action, int error) throws PlatformException {
        if (error != 0) {
            throw Errno.refused(tried(action), error, CAPABILITY);
        }
    }

    private String tried(String action) {
        return action + " for VRRP on " + link.name();
    }
}

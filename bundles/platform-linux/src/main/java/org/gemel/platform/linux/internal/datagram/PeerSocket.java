package org.gemel.platform.linux.internal.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Conversations.Replies;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/**
 * A connected socket, so that the kernel lets in nobody but the peer, and tells of the ICMP errors that concern it. All but
 * {@link #silence} on the side loop.
 */
final class PeerSocket {

    /** So much is read in a row before the loop turns to others. */
    private static final int BURST = 64;

    private final Peer peer;
    private final Replies replies;
    private final PeerSockets sockets;
    private final boolean ipv4;
    private final short identifier = (short) ThreadLocalRandom.current().nextInt();
    private volatile boolean silent;
    private short sequence;
    private @Nullable Descriptor descriptor;
    private KernelLoop.@Nullable Watch watch;

    PeerSocket(Peer peer, Replies replies, PeerSockets sockets) {
        this.peer = peer;
        this.replies = replies;
        this.sockets = sockets;
        ipv4 = Family.of(peer.address()) == Family.IPV4;
    }

    /** Nothing is told from now on; by any thread. */
    void silence() {
        silent = true;
    }

    void open(KernelLoop side) {
        if (silent) {
            return;
        }
        boolean echo = peer.kind() == Kind.ECHO;
        try {
            Descriptor socket = Descriptor.of(
                    Libc.socket(
                            ipv4 ? Abi.AF_INET : Abi.AF_INET6,
                            (echo ? Abi.SOCK_RAW : Abi.SOCK_DGRAM) | Abi.SOCK_NONBLOCK_CLOEXEC,
                            echo ? ipv4 ? Abi.IPPROTO_ICMP : Abi.IPPROTO_ICMPV6 : 0),
                    "open a socket",
                    "CAP_NET_RAW");
            descriptor = socket;
            prepare(socket);
            watch = side.watch(socket.fd(), this::readable);
        } catch (PlatformException e) {
            tell(String.valueOf(e.getMessage()));
            close();
        }
    }

    private void prepare(Descriptor socket) throws PlatformException {
        if (peer.mark() != 0) {
            check("set SO_MARK", socket.option(Abi.SOL_SOCKET, Abi.SO_MARK, NativeBuffer.ofInt(peer.mark())));
        }
        String device = peer.interfaceName();
        if (device != null) {
            byte[] name = (device + '\0').getBytes(UTF_8);
            NativeBuffer value = NativeBuffer.allocate(name.length);
            value.bytes().put(0, name);
            check("use interface " + device, socket.option(Abi.SOL_SOCKET, Abi.SO_BINDTODEVICE, value));
        }
        // Without it a host that does not answer ARP is told to nobody but who reads the error queue.
        check(
                "hear of ICMP errors",
                ipv4
                        ? socket.option(Abi.IPPROTO_IP, Abi.IP_RECVERR, NativeBuffer.ofInt(1))
                        : socket.option(Abi.IPPROTO_IPV6, Abi.IPV6_RECVERR, NativeBuffer.ofInt(1)));
        InetAddress from = peer.from();
        if (from != null || peer.fromPort() != 0) {
            NativeBuffer own = address(from, peer.fromPort());
            if (Libc.bind(socket.fd(), own.pointer(), own.size()) < 0) {
                throw Ports.refused(
                        "use " + (from == null ? "any address" : AddressText.of(from))
                                + (peer.fromPort() == 0 ? "" : " port " + peer.fromPort()),
                        Libc.errno(),
                        "CAP_NET_BIND_SERVICE");
            }
        }
        NativeBuffer to = address(peer.address(), peer.kind() == Kind.ECHO ? 0 : peer.port());
        if (Libc.connect(socket.fd(), to.pointer(), to.size()) < 0) {
            throw new PlatformException(phrase(Libc.errno()));
        }
    }

    private NativeBuffer address(@Nullable InetAddress address, int port) {
        int scope = address instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
        NativeBuffer result = ipv4 ? Abi.inetAddress() : Abi.inet6Address(scope);
        if (address != null) {
            result.bytes().put(ipv4 ? Abi.SOCKADDR_IN_ADDRESS : Abi.SOCKADDR_IN6_ADDRESS, address.getAddress());
        }
        return Ports.put(result, port);
    }

    private static void check(String action, int error) throws PlatformException {
        if (error != 0) {
            throw Errno.refused(action, error, "CAP_NET_ADMIN");
        }
    }

    void send(byte[] payload) {
        Descriptor socket = descriptor;
        if (socket == null || silent) {
            return;
        }
        NativeBuffer out = sockets.buffer();
        int header = peer.kind() == Kind.ECHO ? Echo.HEADER : 0;
        if (header + payload.length > out.size()) {
            tell("a datagram of " + payload.length + " bytes is too long");
            return;
        }
        out.bytes().put(header, payload);
        if (header > 0) {
            sequence++;
            Echo.request(out.bytes(), ipv4, identifier, sequence, payload.length);
        }
        // An error that an earlier datagram met is told by this call too.
        if (Libc.send(socket.fd(), out.pointer(), header + payload.length, 0) < 0) {
            tell(phrase(Libc.errno()));
        }
    }

    private void readable() {
        NativeBuffer in = sockets.buffer();
        for (int i = 0; i < BURST; i++) {
            Descriptor socket = descriptor;
            if (socket == null) {
                return;
            }
            int length = Libc.recv(socket.fd(), in.pointer(), in.size(), 0);
            if (length < 0) {
                int error = Libc.errno();
                if (error == Abi.EAGAIN) {
                    drain(socket, in);
                    return;
                }
                drain(socket, in);
                tell(phrase(error));
            } else {
                received(in.bytes()
                        .duplicate()
                        .order(ByteOrder.BIG_ENDIAN)
                        .position(0)
                        .limit(length));
            }
        }
    }

    /** While an error is in the queue, the kernel calls again and again. */
    private static void drain(Descriptor socket, NativeBuffer in) {
        for (int i = 0; i < BURST; i++) {
            if (Libc.recv(socket.fd(), in.pointer(), in.size(), Abi.MSG_ERRQUEUE) < 0) {
                return;
            }
        }
    }

    private void received(ByteBuffer datagram) {
        if (!silent && (peer.kind() == Kind.UDP || Echo.reply(datagram, ipv4, identifier))) {
            replies.received(datagram);
        }
    }

    private void tell(String reason) {
        if (!silent) {
            replies.failed(reason);
        }
    }

    private static String phrase(int errno) {
        return Errno.text(errno).toLowerCase(Locale.ROOT);
    }

    void close() {
        silent = true;
        KernelLoop.Watch watching = watch;
        Descriptor socket = descriptor;
        watch = null;
        descriptor = null;
        if (watching != null) {
            watching.close();
        }
        if (socket != null) {
            socket.close();
        }
    }
}

package org.gemel.platform.linux.internal.datagram;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.platform.Datagrams.Flow;
import org.gemel.api.platform.Datagrams.Sender;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.packet.PacketFilter;
import org.jspecify.annotations.Nullable;

/** A socket with a source port of its own that sends one way. */
final class UdpSender implements Sender {

    private static final String CAPABILITY = "CAP_NET_RAW";
    /** TC_PRIO_CONTROL: ahead of other traffic in the link's queue. */
    private static final int PRIORITY = 7;
    /** Class selector 6 of RFC 2474: network control. */
    private static final int NETWORK_CONTROL = 0xc0;

    private final Flow flow;
    private final NativeBuffer out;
    private final Collection<? super UdpSender> open;
    private final boolean ipv4;
    private final NativeBuffer to;
    private final Descriptor socket;

    /**
     * Opens the socket.
     *
     * @param out where datagrams are sent from; other senders may share it
     * @param open all that are open, this one from now until closed
     */
    UdpSender(Flow flow, NativeBuffer out, Collection<? super UdpSender> open) throws PlatformException {
        this.flow = flow;
        this.out = out;
        this.open = open;
        ipv4 = Family.of(flow.destination()) == Family.IPV4;
        to = Ports.put(address(flow.destination()), flow.destinationPort());
        int domain = ipv4 ? Abi.AF_INET : Abi.AF_INET6;
        socket = Descriptor.of(
                Libc.socket(domain, Abi.SOCK_DGRAM | Abi.SOCK_NONBLOCK_CLOEXEC, 0), tried("open a socket"), CAPABILITY);
        try {
            check("filter", PacketFilter.nothing(socket));
            if (ipv4) {
                option("IP_TTL", Abi.IPPROTO_IP, Abi.IP_TTL, flow.ttl());
                option("IP_TOS", Abi.IPPROTO_IP, Abi.IP_TOS, NETWORK_CONTROL);
            } else {
                option("IPV6_V6ONLY", Abi.IPPROTO_IPV6, Abi.IPV6_V6ONLY, 1);
                option("IPV6_UNICAST_HOPS", Abi.IPPROTO_IPV6, Abi.IPV6_UNICAST_HOPS, flow.ttl());
                option("IPV6_TCLASS", Abi.IPPROTO_IPV6, Abi.IPV6_TCLASS, NETWORK_CONTROL);
            }
            option("SO_PRIORITY", Abi.SOL_SOCKET, Abi.SO_PRIORITY, PRIORITY);
            Link link = flow.link();
            if (link != null) {
                byte[] name = (link.name() + '\0').getBytes(UTF_8);
                NativeBuffer device = NativeBuffer.allocate(name.length);
                device.bytes().put(0, name);
                check(
                        "set SO_BINDTODEVICE to " + link.name(),
                        socket.option(Abi.SOL_SOCKET, Abi.SO_BINDTODEVICE, device));
            }
            NativeBuffer from = Ports.put(address(flow.source()), flow.sourcePort());
            if (Libc.bind(socket.fd(), from.pointer(), from.size()) < 0) {
                InetAddress source = flow.source();
                String own = source == null ? "port " : AddressText.of(source) + " port ";
                throw Ports.refused(tried("use " + own + flow.sourcePort()), Libc.errno(), CAPABILITY);
            }
        } catch (PlatformException e) {
            socket.close();
            throw e;
        }
        open.add(this);
    }

    private NativeBuffer address(@Nullable InetAddress address) {
        NativeBuffer result = ipv4 ? Abi.inetAddress() : Abi.inet6Address(scope(address));
        if (address != null) {
            result.bytes().put(ipv4 ? Abi.SOCKADDR_IN_ADDRESS : Abi.SOCKADDR_IN6_ADDRESS, address.getAddress());
        }
        return result;
    }

    private int scope(@Nullable InetAddress address) {
        Link link = flow.link();
        if (link != null) {
            return link.index();
        }
        return address instanceof Inet6Address ipv6 ? ipv6.getScopeId() : 0;
    }

    @Override
    public boolean send(ByteBuffer payload) {
        int length = payload.remaining();
        if (socket.fd() < 0 || length > out.size()) {
            return false;
        }
        out.bytes().put(0, payload, payload.position(), length);
        return Libc.sendto(socket.fd(), out.pointer(), length, 0, to.pointer(), to.size()) == length;
    }

    @Override
    public void close() {
        open.remove(this);
        socket.close();
    }

    private void option(String name, int level, int option, int value) throws PlatformException {
        check("set " + name, socket.option(level, option, NativeBuffer.ofInt(value)));
    }

    private void check(String action, int error) throws PlatformException {
        if (error != 0) {
            throw Errno.refused(tried(action), error, CAPABILITY);
        }
    }

    private String tried(String action) {
        return action + " for UDP to " + AddressText.of(flow.destination()) + " port " + flow.destinationPort();
    }
}

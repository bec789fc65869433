package org.gemel.dataplane.nftables.internal.conntrack;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.conntrack.Flow.Host;
import org.gemel.dataplane.nftables.internal.netlink.Attributes;
import org.gemel.dataplane.nftables.internal.netlink.Channel;
import org.gemel.dataplane.nftables.internal.netlink.Requests;
import org.jspecify.annotations.Nullable;

/** The kernel's table of connections. For one thread at a time. */
public final class Connections {

    // <linux/netfilter/nfnetlink_conntrack.h>
    private static final int SUBSYSTEM = 1;
    private static final int GET = 1;
    private static final int DELETE = 2;
    private static final int STATISTICS = 5;

    private static final int ORIGINAL = 1;
    private static final int REPLY = 2;
    private static final int STATUS = 3;
    private static final int PROTOCOL_INFO = 4;
    private static final int ZONE = 18;
    private static final int STATUS_MASK = 26;
    private static final int ADDRESSES = 1;
    private static final int PORTS = 2;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;
    private static final int SOURCE6 = 3;
    private static final int DESTINATION6 = 4;
    private static final int PROTOCOL = 1;
    private static final int SOURCE_PORT = 2;
    private static final int DESTINATION_PORT = 3;
    private static final int TCP = 1;
    private static final int SCTP = 3;
    private static final int STATE = 1;

    // <linux/netfilter/nf_conntrack_tcp.h>, <linux/netfilter/nf_conntrack_sctp.h>
    /** The last acknowledgement is awaited, nothing is, or the connection was reset. */
    private static final Set<Long> TCP_OVER = Set.of(6L, 7L, 8L);
    /** Closed, or the last word is said. */
    private static final Set<Long> SCTP_OVER = Set.of(1L, 7L);

    /** IPS_DST_NAT of <linux/netfilter/nf_conntrack_common.h>. */
    private static final int TRANSLATED = 0x20;

    private static final int IPV4 = 2;
    private static final int IPV6 = 10;
    private static final int ANY_FAMILY = 0;
    private static final int AT_ONCE = 1000;

    private final Channel channel;

    public Connections(Channel channel) {
        this.channel = channel;
    }

    /** Fails if the kernel has no connection tracking that can be asked. */
    public void probe() throws PlatformException {
        channel.ask(request(STATISTICS, 0, ANY_FAMILY));
    }

    /**
     * Tells of all that have been led elsewhere, or of all others. The cost grows with them, and in older kernels with all there
     * are.
     *
     * @param translated whether those that have been led elsewhere
     * @param again told before the first, and whenever it begins anew
     */
    public void list(boolean translated, Runnable again, Consumer<Flow> to) throws PlatformException {
        Requests request = request(GET, Requests.DUMP, ANY_FAMILY)
                .number(STATUS, translated ? TRANSLATED : 0)
                .number(STATUS_MASK, TRANSLATED);
        channel.dump(request, again, entry -> {
            // A kernel that does not know the filter tells of all.
            boolean is = (entry.number(STATUS) & TRANSLATED) != 0;
            Flow flow = is == translated ? flow(entry) : null;
            if (flow != null) {
                to.accept(flow);
            }
        });
    }

    /** Ends connections: their next packet begins a new one. Those that have ended by themselves do no harm. */
    public void end(List<Flow> flows) throws PlatformException {
        for (int from = 0; from < flows.size(); from += AT_ONCE) {
            Requests requests = new Requests();
            for (Flow flow : flows.subList(from, Math.min(flows.size(), from + AT_ONCE))) {
                Flow.Identity identity = flow.identity();
                requests.message(SUBSYSTEM << 8 | DELETE, 0, identity.family(), 0)
                        .octets(ORIGINAL | 0x8000, identity.tuple());
                if (identity.zone() >= 0) {
                    requests.octets(ZONE, (byte) (identity.zone() >> 8), (byte) identity.zone());
                }
            }
            for (Channel.Refusal refusal : channel.send(requests)) {
                if (refusal.errno() != Channel.NOT_THERE) {
                    throw new PlatformException(
                            "cannot end connections to a real server that is gone: " + refusal.text());
                }
            }
        }
    }

    private static Requests request(int type, int flags, int family) {
        return new Requests().message(SUBSYSTEM << 8 | type, flags, family, 0);
    }

    private static @Nullable Flow flow(Attributes entry) {
        Attributes original = entry.find(ORIGINAL);
        Attributes reply = entry.find(REPLY);
        if (original == null || reply == null) {
            return null;
        }
        Attributes there = original.find(PORTS);
        Attributes back = reply.find(PORTS);
        Attributes ipv4 = original.find(ADDRESSES, DESTINATION);
        Attributes service = ipv4 == null ? original.find(ADDRESSES, DESTINATION6) : ipv4;
        Attributes server = ipv4 == null ? reply.find(ADDRESSES, SOURCE6) : reply.find(ADDRESSES, SOURCE);
        if (there == null || back == null || service == null || server == null) {
            return null;
        }
        return new Flow(
                (int) there.number(PROTOCOL),
                Host.of(service.octets()),
                (int) there.number(DESTINATION_PORT),
                Host.of(server.octets()),
                (int) back.number(SOURCE_PORT),
                open(entry.find(PROTOCOL_INFO)),
                new Flow.Identity(ipv4 == null ? IPV6 : IPV4, original.octets(), (int) entry.number(ZONE)));
    }

    /** What has no state is open until the kernel forgets it: nobody tells when a flow over UDP ends. */
    private static boolean open(@Nullable Attributes info) {
        if (info == null) {
            return true;
        }
        Attributes tcp = info.find(TCP);
        Attributes sctp = info.find(SCTP);
        return (tcp == null || !TCP_OVER.contains(tcp.number(STATE)))
                && (sctp == null || !SCTP_OVER.contains(sctp.number(STATE)));
    }
}

package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The virtual links of one virtual router. They are down unless it is master: then nothing can come from the virtual hardware
 * address that would tell a switch that it is here, and no frame for it is taken (RFC 9568 6.4.2).
 */
final class VirtualLinks {

    private final Surroundings surroundings;
    private final Conversation conversation;
    private final Reporter reporter;
    private final Refusal refusal;
    private final List<Made> made = new ArrayList<>();
    private boolean inherits;

    /**
     * A virtual link that is there.
     *
     * @param ear hears the advertisements of another master: the kernel takes them for ours that came back, because they are
     *     from the same hardware address, and hands them to the virtual link alone
     * @param anchor holds the base's memberships of its IPv6 addresses' groups, or null without
     */
    private record Made(
            VirtualLink wanted,
            Link link,
            LinkPort ear,
            @Nullable LinkPort anchor) {}

    /** @param again told that {@link #ensure} may say something else */
    VirtualLinks(Surroundings surroundings, Conversation conversation, Reporter reporter, Runnable again) {
        this.surroundings = surroundings;
        this.conversation = conversation;
        this.reporter = reporter;
        this.refusal = new Refusal(surroundings.loop(), reporter, "virtual-link-refused", again);
    }

    /**
     * Makes what is missing.
     *
     * @return why that cannot be, for a person, or null
     */
    @Nullable
    String ensure(VrrpInstance instance) {
        List<VirtualLink> wanted = instance.virtualLinks();
        for (int i = 0; i < wanted.size(); i++) {
            if (isMissing(wanted.get(i))) {
                try {
                    make(wanted.get(i), instance);
                } catch (PlatformException e) {
                    String reason = String.valueOf(e.getMessage());
                    refusal.happened(reason);
                    return reason;
                }
            }
        }
        refusal.end();
        return null;
    }

    private boolean isMissing(VirtualLink wanted) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).wanted().equals(wanted)) {
                return false;
            }
        }
        return true;
    }

    private void make(VirtualLink wanted, VrrpInstance instance) throws PlatformException {
        Link left = inherits ? surroundings.network().inherit(wanted) : null;
        Link link = left != null
                ? left
                : surroundings
                        .network()
                        .addVirtualLink(wanted, doubt -> reporter.problem("virtual-link-doubtful", doubt));
        LinkPort ear = null;
        try {
            ear = surroundings.ports().acquire(link, instance.family());
            ear.attach(conversation, instance.vrid());
            made.add(new Made(wanted, link, ear, anchor(wanted, instance)));
        } catch (PlatformException | RuntimeException e) {
            if (ear != null) {
                ear.detach(conversation);
                surroundings.ports().release(ear);
            }
            surroundings.network().removeVirtualLink(link);
            throw e;
        }
    }

    /**
     * Switches that listen to multicast listener reports must hear of the addresses' groups; the base reports them, since the
     * virtual link keeps silent.
     */
    private @Nullable LinkPort anchor(VirtualLink wanted, VrrpInstance instance) throws PlatformException {
        Link base = wanted.ipv6() ? surroundings.network().link(wanted.base()) : null;
        if (base == null) {
            return null;
        }
        LinkPort anchor = surroundings.ports().acquire(base, Family.IPV6);
        try {
            join(anchor, wanted, instance);
            return anchor;
        } catch (PlatformException e) {
            surroundings.ports().release(anchor);
            throw e;
        }
    }

    private static void join(LinkPort anchor, VirtualLink wanted, VrrpInstance instance) throws PlatformException {
        List<VirtualAddress> all = Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(each ->
                        each.family() == Family.IPV6 && each.interfaceName().equals(wanted.name()))
                .toList();
        for (VirtualAddress each : all) {
            anchor.port().join(solicitedNode(each.address()));
        }
    }

    /** Adapts to a changed configuration with the same virtual links: other addresses, and other memory for packets. */
    void adapt(VrrpInstance changed) {
        for (Made each : made) {
            try {
                each.ear().attach(conversation, changed.vrid());
                if (each.anchor() != null) {
                    join(each.anchor(), each.wanted(), changed);
                }
            } catch (PlatformException e) {
                reporter.problem("virtual-link-doubtful", String.valueOf(e.getMessage()));
            }
        }
    }

    /** The group in which an address is asked for (RFC 4291 2.7.1). */
    private static InetAddress solicitedNode(InetAddress address) {
        byte[] bytes = new byte[16];
        bytes[0] = (byte) 0xff;
        bytes[1] = 2;
        bytes[11] = 1;
        bytes[12] = (byte) 0xff;
        System.arraycopy(address.getAddress(), 13, bytes, 13, 3);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IPv6 address of " + bytes.length + " bytes", e);
        }
    }

    /** Whether a link is one of these. */
    boolean contains(Link link) {
        for (int i = 0; i < made.size(); i++) {
            if (made.get(i).link().index() == link.index()) {
                return true;
            }
        }
        return false;
    }

    /** A master's links are up, anybody else's down. */
    void enable(boolean up) {
        for (int i = 0; i < made.size(); i++) {
            try {
                surroundings.network().enable(made.get(i).link(), up);
            } catch (PlatformException e) {
                reporter.problem("virtual-link-refused", String.valueOf(e.getMessage()));
            }
        }
    }

    /** A link is gone, by somebody else's hand. */
    void forget(Link link) {
        for (int i = made.size() - 1; i >= 0; i--) {
            if (made.get(i).link().index() == link.index()) {
                release(made.remove(i));
            }
        }
    }

    /** From now on, those that a predecessor has left are taken over, or not any more. */
    void inherits(boolean yes) {
        inherits = yes;
    }

    /** Leaves them as they are to a successor. */
    void leave() {
        refusal.end();
        made.forEach(this::release);
        made.clear();
    }

    /** Removes them. */
    void close() {
        refusal.end();
        while (!made.isEmpty()) {
            Made gone = made.remove(0);
            try {
                release(gone);
            } finally {
                remove(gone.link());
            }
        }
    }

    private void remove(Link link) {
        try {
            surroundings.network().removeVirtualLink(link);
        } catch (PlatformException e) {
            reporter.problem("virtual-link-left", String.valueOf(e.getMessage()));
        }
    }

    private void release(Made gone) {
        gone.ear().detach(conversation);
        surroundings.ports().release(gone.ear());
        if (gone.anchor() != null) {
            surroundings.ports().release(gone.anchor());
        }
    }
}

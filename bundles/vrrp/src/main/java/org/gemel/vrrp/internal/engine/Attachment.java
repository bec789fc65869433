package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.Objects;
import java.util.function.Predicate;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.tracker.Health;
import org.gemel.vrrp.internal.tracking.Watch;
import org.jspecify.annotations.Nullable;

/** A virtual router's place on its LAN: its interface, opened while it can serve, and the address it advertises from. */
final class Attachment {

    private final Surroundings surroundings;
    private final Conversation conversation;
    private final Reporter reporter;
    private final Predicate<InetAddress> held;
    private final EventLoop.Timer patience;
    private final Refusal refusal;
    private @Nullable Place place;
    private @Nullable Link promoted;
    private boolean sourceless;
    private boolean usable;

    /** What is there while the interface can serve. */
    private record Place(Link link, InetAddress source, LinkPort port) {}

    /**
     * @param conversation what is said and heard there
     * @param held whether this virtual router, being master, has taken an address or tries to
     * @param again told that {@link #follow} may say something else
     */
    Attachment(
            Surroundings surroundings,
            Conversation conversation,
            Reporter reporter,
            Predicate<InetAddress> held,
            Runnable again) {
        this.surroundings = surroundings;
        this.conversation = conversation;
        this.reporter = reporter;
        this.held = held;
        this.patience = surroundings.loop().newTimer(again);
        this.refusal = new Refusal(surroundings.loop(), reporter, "interface-refused", again);
    }

    /** The address advertised from, or null while the interface cannot serve. */
    @Nullable
    InetAddress source() {
        return place == null ? null : place.source();
    }

    /**
     * Compares the interface with what the virtual router needs of it, and opens it or moves if that is necessary.
     *
     * @return what is in the way, for a person, or null if the virtual router can take part in the election
     */
    @Nullable
    String follow(VrrpInstance instance) {
        String obstacle = settleOn(instance);
        usable = obstacle == null;
        return obstacle;
    }

    private @Nullable String settleOn(VrrpInstance instance) {
        if (instance.lacksPeers()) {
            return "no unicast peer is configured, and unicast_fault_no_peer forbids multicast; list one in unicast_peer";
        }
        Link link = surroundings.network().link(instance.interfaceName());
        if (link == null) {
            return "interface " + instance.interfaceName() + " does not exist";
        }
        Watch own = surroundings.watches().link(instance.interfaceName());
        if (instance.tracking().ownInterface() && own.health() instanceof Health.Failed down) {
            return down.reason();
        }
        InetAddress source = sourceOn(link, instance);
        if (source == null) {
            return isAwaited(link, instance) ? null : obstacle(instance);
        }
        sourceless = false;
        patience.disarm();
        Place now = place;
        if (now == null || now.link().index() != link.index()) {
            return open(link, source, instance);
        }
        promote(instance.promoteSecondaries() ? link : null);
        if (!now.source().equals(source) || !now.link().mac().equals(link.mac())) {
            settle(new Place(link, source, now.port()), instance);
        }
        return null;
    }

    private static String obstacle(VrrpInstance instance) {
        InetAddress wanted = instance.source();
        if (wanted != null) {
            return "source address " + AddressText.of(wanted) + " is on no interface of this host";
        }
        return "interface " + instance.interfaceName()
                + (instance.family() == Family.IPV4 ? " has no IPv4 address" : " has no link-local address")
                + " to advertise from";
    }

    /**
     * Whether the source address, which has just gone, may come back: a network manager that starts again takes all addresses
     * away and brings them back a little later. Nobody misses this router for as long as it goes on advertising.
     */
    private boolean isAwaited(Link link, VrrpInstance instance) {
        Place now = place;
        if (now == null || now.link().index() != link.index()) {
            return false;
        }
        if (!sourceless) {
            sourceless = true;
            long most = instance.advertInterval().toNanos() * instance.downTimerAdverts();
            patience.arm(surroundings.loop().nanoTime() + Math.min(Leases.PATIENCE, most));
            return true;
        }
        return patience.armed();
    }

    /** Speaks by a changed configuration from now on, where it speaks at all. */
    void adapt(VrrpInstance changed) {
        Place now = place;
        if (now != null) {
            Link link = Objects.requireNonNullElse(surroundings.network().link(changed.interfaceName()), now.link());
            settle(
                    new Place(link, Objects.requireNonNullElse(sourceOn(link, changed), now.source()), now.port()),
                    changed);
            try {
                now.port().attach(conversation, changed.vrid());
            } catch (PlatformException e) {
                reporter.problem("receive-buffer-refused", String.valueOf(e.getMessage()));
            }
        }
    }

    private @Nullable InetAddress sourceOn(Link link, VrrpInstance instance) {
        Place now = place;
        if (instance.source() == null && now != null && held.test(now.source())) {
            // The owner's real address was removed and is put back; the news of that is still to come.
            return now.source();
        }
        if (now != null && now.link().index() == link.index() && !link.up()) {
            // Whether the link matters was asked before; IPv6 addresses go with it, and come back.
            return now.source();
        }
        return SourceAddress.on(link, instance, surroundings);
    }

    private @Nullable String open(Link link, InetAddress source, VrrpInstance instance) {
        leave();
        try {
            LinkPort port = surroundings.ports().acquire(link, instance.family());
            // From here on it is left with the place.
            settle(new Place(link, source, port), instance);
            port.attach(conversation, instance.vrid());
            if (!instance.unicast()) {
                port.port().join(instance.multicastGroup());
            }
            promote(instance.promoteSecondaries() ? link : null);
            refusal.end();
            return null;
        } catch (PlatformException e) {
            leave();
            String reason = String.valueOf(e.getMessage());
            refusal.happened(reason);
            return reason;
        }
    }

    /** Has the interface keep the other addresses of a network when the first goes; null for none. */
    private void promote(@Nullable Link link) {
        Link before = promoted;
        if (before != null && (link == null || link.index() != before.index())) {
            promoted = null;
            promote(before, false);
        }
        if (link != null && promoted == null) {
            promoted = link;
            promote(link, true);
        }
    }

    private void promote(Link link, boolean on) {
        try {
            surroundings.network().promoteSecondaries(link, on);
        } catch (PlatformException e) {
            reporter.problem("promote-secondaries-refused", String.valueOf(e.getMessage()));
        }
    }

    private void settle(Place next, VrrpInstance instance) {
        place = next;
        conversation.begin(next.port().port(), instance, next.source());
    }

    /** Leaves the interface if it cannot serve; a virtual router that fails for another reason stays where it is. */
    void leaveIfUnusable() {
        if (!usable) {
            leave();
        }
    }

    /** Leaves the interface for good. */
    void close() {
        leave();
        refusal.end();
    }

    private void leave() {
        promote(null);
        sourceless = false;
        patience.disarm();
        Place now = place;
        if (now != null) {
            place = null;
            conversation.end();
            now.port().detach(conversation);
            surroundings.ports().release(now.port());
        }
    }
}

package org.gemel.vrrp.internal.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.StaticEntries.Entry;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.HeldEntry;
import org.jspecify.annotations.Nullable;

/**
 * Keeps static addresses, routes and rules in the kernel from start to stop, whatever virtual routers do. Their addresses are
 * not leased: nobody else takes them over when this process dies. Loop thread only.
 */
final class StaticKeeper implements RoutingEntries.Witness {

    /** Who the events are about. */
    private static final String NAME = "static";

    /** Shows what happens to them. */
    private static final String WATCH = "ip monitor address route rule";

    private static final long RETRY = 1_000_000_000L;

    private final EventLoop loop;
    private final Network network;
    private final Consumer<Event> events;
    private final Runnable changed;
    private final RoutingEntries routing;
    private final EventLoop.Timer retry;
    private final Map<VirtualAddress, Kept> kept = new HashMap<>();
    private StaticEntries wanted = StaticEntries.NONE;
    private boolean pending;
    private boolean suspended;

    /** How an address is. */
    private static final class Kept {
        private final Backoff backoff = new Backoff();
        private boolean present;
        private @Nullable String refusal;
    }

    /** @param changed told when {@link #missing} may say something else */
    StaticKeeper(EventLoop loop, Network network, Consumer<Event> events, Runnable changed) {
        this.loop = loop;
        this.network = network;
        this.events = events;
        this.changed = changed;
        this.routing = new RoutingEntries(loop, network, this);
        this.retry = loop.newTimer(this::mend);
    }

    /** Keeps these from now on. */
    void apply(StaticEntries next) {
        List<Route> routes = whats(next.routes());
        List<Rule> rules = whats(next.rules());
        routing.removeAllBut(routes, rules);
        List<VirtualAddress> addresses = whats(next.addresses());
        for (VirtualAddress each : whats(wanted.addresses())) {
            if (!addresses.contains(each)) {
                release(each);
            }
        }
        wanted = next;
        routing.want(routes, rules);
        if (!isEmpty()) {
            mend();
        }
    }

    /** Keeps what a predecessor has kept. */
    void inherit(StaticEntries theirs) {
        routing.inherit(whats(theirs.routes()), whats(theirs.rules()));
    }

    /** Leaves everything where it is. */
    void suspend() {
        retry.disarm();
        wanted = StaticEntries.NONE;
        suspended = true;
    }

    /** Removes everything. */
    void stop() {
        apply(StaticEntries.NONE);
        retry.disarm();
    }

    /** How all are. */
    List<HeldEntry> status() {
        List<HeldEntry> status = new ArrayList<>();
        for (VirtualAddress each : whats(wanted.addresses())) {
            Kept entry = kept.computeIfAbsent(each, address -> new Kept());
            status.add(new HeldEntry(
                    HeldEntry.Kind.ADDRESS,
                    each + " dev " + each.interfaceName(),
                    entry.present,
                    Objects.requireNonNullElse(entry.refusal, "")));
        }
        status.addAll(routing.status(whats(wanted.routes()), whats(wanted.rules())));
        return status;
    }

    private boolean isEmpty() {
        return wanted.addresses().isEmpty() && routing.isEmpty();
    }

    private static <T> List<T> whats(List<Entry<T>> entries) {
        List<T> whats = new ArrayList<>(entries.size());
        entries.forEach(each -> whats.add(each.what()));
        return whats;
    }

    private void release(VirtualAddress address) {
        Link link = network.link(address.interfaceName());
        kept.remove(address);
        if (link != null) {
            try {
                network.release(link, address);
            } catch (PlatformException e) {
                refused(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Something happened to links or addresses, or to a route or a rule: looks after all that has happened. */
    void look() {
        if (!pending && !isEmpty()) {
            pending = true;
            loop.execute(this::mend);
        }
    }

    void removed(Route route) {
        if (routing.contains(route)) {
            look();
        }
    }

    void removed(Rule rule) {
        if (routing.contains(rule)) {
            look();
        }
    }

    private void mend() {
        if (suspended) {
            return;
        }
        pending = false;
        retry.disarm();
        boolean complete = true;
        for (Entry<VirtualAddress> entry : wanted.addresses()) {
            complete &= mend(entry.what(), kept.computeIfAbsent(entry.what(), address -> new Kept()));
        }
        complete &= routing.mend();
        if (!complete) {
            waitUntil(loop.nanoTime() + RETRY);
        }
        changed.run();
    }

    private boolean mend(VirtualAddress address, Kept entry) {
        Link link = network.link(address.interfaceName());
        if (link != null && link.find(address.address()) != null) {
            entry.present = true;
            entry.refusal = null;
            return true;
        }
        long now = loop.nanoTime();
        if (!entry.backoff.isDue(now)) {
            waitUntil(entry.backoff.due());
            return entry.present;
        }
        try {
            if (link == null) {
                throw new PlatformException("static address " + address + " is not there: there is no interface "
                        + address.interfaceName() + "; it is put there when that appears");
            }
            network.lease(link, address, Network.FOREVER);
            entry.refusal = null;
            if (entry.present) {
                restored("address " + address, entry.backoff, entry.backoff.happened(now));
            }
            entry.present = true;
            return true;
        } catch (PlatformException e) {
            String message = String.valueOf(e.getMessage());
            entry.present = false;
            if (entry.refusal == null) {
                refused(message);
            }
            entry.refusal = message;
            return false;
        }
    }

    @Override
    public void refused(String message) {
        tell("static-entry-refused", message);
    }

    @Override
    public void restored(String what, Backoff backoff, Backoff.News news) {
        if (news == Backoff.News.RETURN) {
            tell(
                    "static-entry-removed",
                    "static " + what
                            + " was removed by somebody, or went with its address or interface; it is there again");
        } else if (news == Backoff.News.FIGHT) {
            tell("static-entry-contested", backoff.fight("static " + what, WATCH));
        }
    }

    private void tell(String code, String message) {
        events.accept(new Event.Problem(loop.wallTime(), NAME, code, message));
    }

    @Override
    public void waitUntil(long time) {
        if (!retry.armed() || time - retry.deadline() < 0) {
            retry.arm(time);
        }
    }

    /** Why a virtual router fails for lack of a static entry (track_group), or null. */
    @Nullable
    String missing(String instance) {
        for (Entry<VirtualAddress> entry : wanted.addresses()) {
            Kept address = kept.get(entry.what());
            if (address != null && address.refusal != null && entry.dependents().contains(instance)) {
                return address.refusal;
            }
        }
        for (Entry<Route> entry : wanted.routes()) {
            String refusal = routing.refusal(entry.what());
            if (refusal != null && entry.dependents().contains(instance)) {
                return refusal;
            }
        }
        for (Entry<Rule> entry : wanted.rules()) {
            String refusal = routing.refusal(entry.what());
            if (refusal != null && entry.dependents().contains(instance)) {
                return refusal;
            }
        }
        return null;
    }
}

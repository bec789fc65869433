package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.List;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Election;
import org.gemel.vrrp.internal.memory.RouterMemory.Holdings;

/**
 * What a virtual router holds while it is master: its addresses, on leases that are renewed, and announced; and the routes and
 * rules that go with them.
 */
final class Mastership {

    /**
     * Renewals in a lease's time: one may fail without a word ({@link org.gemel.api.platform.Network#lease}) and the next be
     * late before the address is lost.
     */
    private static final int RENEWALS = 4;

    /** Renewals of all virtual routers fall on the same moments, in nanoseconds: a batch of them costs hardly more than one. */
    private static final long TOGETHER = 100_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Election election;
    private final Counters counters;
    private final Reporter reporter;
    private final Leases leases;
    private final Announcer announcer;
    private final Reminder reminder;
    private final EventLoop.Timer renewal;
    private final RoutingEntries routing;
    private final Upkeep upkeep;
    private VrrpInstance instance;
    private long asked;

    /**
     * @param election asked before anything is done for a master, and told how long the addresses are granted
     */
    Mastership(
            VrrpInstance instance, Surroundings surroundings, Election election, Counters counters, Reporter reporter) {
        this.instance = instance;
        this.loop = surroundings.loop();
        this.election = election;
        this.counters = counters;
        this.reporter = reporter;
        this.leases = new Leases(surroundings, reporter);
        this.announcer = new Announcer(loop, surroundings.pacers(), leases.held(), counters, instance.announcements());
        this.upkeep = new Upkeep(surroundings, election, leases, announcer, counters, reporter);
        this.routing = upkeep.routing();
        this.reminder = new Reminder(loop, leases.held(), counters, instance);
        this.renewal = loop.newTimer(this::keep);
    }

    /** Whether this router has put an address on the host, and will take it away. */
    boolean lends(InetAddress address) {
        return leases.lends(address);
    }

    /** Whether an address is one of those that this master has taken, or tries to. */
    boolean holds(InetAddress address) {
        return leases.holds(address);
    }

    /** Whether an address is served. */
    boolean serves(VirtualAddress address) {
        return leases.serves(address);
    }

    /** How its routes and rules are. */
    List<HeldEntry> routing() {
        return routing.status(instance.routes(), instance.rules());
    }

    /** Removes what a predecessor left behind; the owner keeps it, because it takes it over at once. */
    void removeLeftovers() {
        if (!instance.owner()) {
            routing.removeLeftovers(instance.routes(), instance.rules());
        }
        leases.removeLeftovers(instance);
    }

    /** Takes the addresses. */
    void take() {
        asked = loop.nanoTime();
        leases.take(instance, leaseSeconds());
    }

    /** Takes everything else, and says so. */
    void begin() {
        grant(asked);
        routing.want(instance.routes(), instance.rules());
        routing.mend();
        announcer.begin();
        reminder.begin();
    }

    /** Announces nothing any more: somebody else does. */
    void fallSilent() {
        announcer.stop();
        reminder.stop();
    }

    /** Announces again, after somebody else has: the LAN is to believe this router. */
    void speakAgain() {
        announcer.begin();
        reminder.begin();
    }

    /** How long it takes to announce all addresses once. */
    long announcingTime() {
        return announcer.timeForAll();
    }

    /** Whether an address stays on its link whatever becomes of this router. */
    boolean holdsForGood() {
        return leases.held().stream().anyMatch(HeldAddress::permanent);
    }

    /** Extends the leases for the last time before a successor does. */
    void extend() {
        if (!leases.held().isEmpty()) {
            renew();
        }
    }

    /** Leaves everything as it is to a successor. */
    Holdings suspend() {
        List<HeldAddress> held = leases.held();
        Holdings holdings = held.isEmpty()
                ? Holdings.NONE
                : new Holdings(
                        held.stream()
                                .filter(HeldAddress::leased)
                                .map(each -> each.link().name() + " " + each.address())
                                .toList(),
                        held.get(0).since(),
                        announcer.againAt(),
                        announcer.refreshAt(),
                        reminder.reminds());
        renewal.disarm();
        upkeep.end();
        announcer.stop();
        reminder.stop();
        leases.leave();
        return holdings;
    }

    /** Holds what a predecessor held and has left; before anybody looks for an address of the host's. */
    void inherit(Holdings holdings) {
        leases.inherit(instance, holdings.since());
        routing.inherit(instance.routes(), instance.rules());
    }

    /** Goes on with it, being master. */
    void resume(Holdings holdings) {
        leases.rememberNeighbours();
        renew();
        routing.mend();
        announcer.resume(holdings.again(), holdings.refresh());
        reminder.resume(holdings.reminds());
    }

    /** Gives everything up. */
    void end() {
        renewal.disarm();
        upkeep.end();
        announcer.stop();
        reminder.stop();
        routing.removeAll();
        leases.giveUpAll();
    }

    /** Gives up the addresses that a changed configuration takes away; before anybody takes them. */
    void giveUpForeign(VrrpInstance changed) {
        routing.removeAllBut(changed.routes(), changed.rules());
        leases.keepOnly(changed);
    }

    /** Announces as a changed configuration wants it; what it wants held follows with {@link #complete}. */
    void adapt(VrrpInstance changed) {
        instance = changed;
        announcer.adapt(changed.announcements());
        reminder.adapt(changed, election.state() == VrrpState.MASTER);
    }

    /** Takes what is wanted and not held yet. */
    void complete() {
        if (!election.serving(loop.nanoTime())) {
            return;
        }
        boolean taken = leases.take(instance, leaseSeconds());
        renew();
        routing.want(instance.routes(), instance.rules());
        routing.mend();
        if (taken) {
            announcer.begin();
            reminder.begin();
        }
    }

    /** A link of a master appeared or changed. */
    void linkChanged(Link link) {
        if (!election.serving(loop.nanoTime())) {
            return;
        }
        boolean taken = isWantedOn(link) && leases.take(instance, leaseSeconds());
        if (leases.moved(link) || taken) {
            announcer.begin();
        }
        upkeep.lookAfterRouting();
    }

    private boolean isWantedOn(Link link) {
        return instance.addresses().stream()
                        .anyMatch(each -> each.interfaceName().equals(link.name()))
                || instance.excludedAddresses().stream()
                        .anyMatch(each -> each.interfaceName().equals(link.name()));
    }

    /** A link is gone. */
    void linkRemoved(Link link) {
        leases.forget(link);
    }

    /** The host got an address of its own on a link. */
    void hostAddressAdded(Link link) {
        if (!leases.held().isEmpty() && election.serving(loop.nanoTime())) {
            leases.makeWay(link, leaseSeconds());
            upkeep.look();
        }
    }

    /** The kernel serves an address from now on. */
    void served(Link link, InetAddress address) {
        HeldAddress held = leases.find(link, address);
        if (held != null) {
            answer(held);
        }
    }

    private void answer(HeldAddress held) {
        if (held.present() && !held.answered()) {
            held.answered(true);
            announcer.announceAnew(held);
        }
    }

    /** Somebody removed an address. */
    void addressRemoved(Link link, InetAddress address) {
        upkeep.addressRemoved(link, address);
    }

    /** Somebody removed a route. */
    void removed(Route route) {
        upkeep.removed(route);
    }

    /** Somebody removed a rule. */
    void removed(Rule rule) {
        upkeep.removed(rule);
    }

    /** Contradicts somebody of lower priority who was heard. */
    void contradict() {
        announcer.contradict();
    }

    private void keep() {
        if (election.serving(loop.nanoTime())) {
            List<HeldAddress> held = leases.held();
            for (int i = 0; i < held.size(); i++) {
                // Also what the kernel has not said by now that it serves.
                answer(held.get(i));
            }
            renew();
        }
    }

    private void renew() {
        long asked = loop.nanoTime();
        if (election.serving(asked)) {
            if (leases.renew(instance, leaseSeconds())) {
                announcer.begin();
            }
            grant(asked);
            routing.retry();
        }
    }

    /**
     * Notes until when the kernel has everything that was granted, at least. An address whose extension failed goes earlier:
     * the next renewal knows it while half of the time is left.
     *
     * @param asked when the first of it was asked for
     */
    private void grant(long asked) {
        long time = leaseSeconds() * SECOND;
        election.leased(asked + time - Leases.MARGIN);
        renewal.arm(Math.floorDiv(asked + time / RENEWALS, TOGETHER) * TOGETHER);
    }

    private int leaseSeconds() {
        return Leases.seconds(election.masterDown());
    }
}

package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.List;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.vrrp.internal.election.Election;

/** Puts back what somebody removes from a master: its addresses, and then the routes and rules that need them. */
final class Upkeep implements RoutingEntries.Witness {

    private final EventLoop loop;
    private final Election election;
    private final Leases leases;
    private final Announcer announcer;
    private final Counters counters;
    private final Reporter reporter;
    private final RoutingEntries routing;
    private final EventLoop.Timer patience;
    private boolean pending;

    Upkeep(
            Surroundings surroundings,
            Election election,
            Leases leases,
            Announcer announcer,
            Counters counters,
            Reporter reporter) {
        this.loop = surroundings.loop();
        this.election = election;
        this.leases = leases;
        this.announcer = announcer;
        this.counters = counters;
        this.reporter = reporter;
        this.routing = new RoutingEntries(loop, surroundings.network(), this);
        this.patience = loop.newTimer(this::look);
    }

    /** The routes and rules that it looks after. */
    RoutingEntries routing() {
        return routing;
    }

    /** Puts nothing back any more that has to wait. */
    void end() {
        patience.disarm();
    }

    /** Somebody removed an address: puts it back if it is held, once all that happened at the same time is known. */
    void addressRemoved(Link link, InetAddress address) {
        HeldAddress lost = leases.find(link, address);
        if (lost != null) {
            lost.lost(loop.nanoTime());
            look();
        }
        lookAfterRouting();
    }

    /** Somebody removed a route. */
    void removed(Route route) {
        if (routing.contains(route)) {
            look();
        }
    }

    /** Somebody removed a rule. */
    void removed(Rule rule) {
        if (routing.contains(rule)) {
            look();
        }
    }

    /** Routes go without a word with an address or a link. */
    void lookAfterRouting() {
        if (!routing.isEmpty()) {
            look();
        }
    }

    /** Looks once all that happened at the same time is known. */
    void look() {
        if (!pending) {
            pending = true;
            loop.execute(this::mend);
        }
    }

    private void mend() {
        pending = false;
        if (!election.serving(loop.nanoTime())) {
            return;
        }
        List<HeldAddress> held = leases.held();
        boolean complete = true;
        for (int i = 0; i < held.size(); i++) {
            HeldAddress each = held.get(i);
            if (!each.present()) {
                complete &= mend(each);
            }
        }
        // Without the addresses the kernel would refuse routes that need them.
        if (complete) {
            routing.mend();
        }
    }

    /** Puts an address back unless it has to wait; returns whether it has not. */
    private boolean mend(HeldAddress lost) {
        boolean there = leases.isThere(lost);
        if (leases.waits(lost)) {
            waitUntil(lost.lostAt() + Leases.PATIENCE);
            return false;
        }
        long now = loop.nanoTime();
        if (!there && !lost.backoff().isDue(now)) {
            waitUntil(lost.backoff().due());
            return false;
        }
        Backoff.News news = lost.backoff().happened(now);
        if (leases.putBack(lost, Leases.seconds(election.masterDown())) && !there) {
            counters.add(Counters.Count.ADDRESSES_RESTORED);
            announcer.announce(lost);
            if (news == Backoff.News.RETURN) {
                reporter.restored(lost.address().toString());
            } else if (news == Backoff.News.FIGHT) {
                reporter.problem(
                        "address-contested", lost.backoff().fight("address " + lost.address(), "ip monitor address"));
            }
        }
        return true;
    }

    @Override
    public void waitUntil(long time) {
        if (!patience.armed() || time - patience.deadline() < 0) {
            patience.arm(time);
        }
    }

    @Override
    public void refused(String message) {
        reporter.problem("routing-refused", message);
    }

    @Override
    public void restored(String what, Backoff backoff, Backoff.News news) {
        counters.add(Counters.Count.ROUTING_RESTORED);
        if (news == Backoff.News.RETURN) {
            reporter.problem(
                    "routing-removed",
                    what + " was removed by somebody, or went with its address or interface; it is there again");
        } else if (news == Backoff.News.FIGHT) {
            reporter.problem("routing-contested", backoff.fight(what, RoutingEntries.WATCH));
        }
    }
}

package org.gemel.vrrp.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.HeldEntry;
import org.jspecify.annotations.Nullable;

/**
 * Routes and rules that should be in the kernel. What is refused or missing is tried again with every {@link #mend}; what
 * somebody removed comes back with it. Loop thread only.
 */
final class RoutingEntries {

    /** Told of what happens to them, in words for a person. */
    interface Witness {

        /** One cannot be installed; said once until it could. */
        void refused(String message);

        /** One that somebody removed is there again; {@code what} says which. */
        void restored(String what, Backoff backoff, Backoff.News news);

        /** One is not looked at before a time of the loop, when {@link #mend} is to be called again. */
        void waitUntil(long time);
    }

    /** Shows what happens to them. */
    static final String WATCH = "ip monitor route rule";

    private final EventLoop loop;
    private final Network network;
    private final Witness witness;
    private final List<Entry<Route>> routes = new ArrayList<>();
    private final List<Entry<Rule>> rules = new ArrayList<>();

    /** One of them, and whether the kernel has it as far as it said. */
    private static final class Entry<T> {
        private final T what;
        private final Backoff backoff = new Backoff();
        private boolean present;
        private @Nullable String refusal;

        Entry(T what) {
            this.what = what;
        }
    }

    RoutingEntries(EventLoop loop, Network network, Witness witness) {
        this.loop = loop;
        this.network = network;
        this.witness = witness;
    }

    /** Wants these from now on; others are removed. The rest comes with {@link #mend}. */
    void want(List<Route> wantedRoutes, List<Rule> wantedRules) {
        removeAllBut(wantedRoutes, wantedRules);
        add(wantedRoutes, routes);
        add(wantedRules, rules);
    }

    private static <T> void add(List<T> wanted, List<Entry<T>> to) {
        for (T each : wanted) {
            if (find(to, each) == null) {
                to.add(new Entry<>(each));
            }
        }
    }

    private static <T> @Nullable Entry<T> find(List<Entry<T>> entries, T what) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).what.equals(what)) {
                return entries.get(i);
            }
        }
        return null;
    }

    /** Wants what a predecessor has installed. */
    void inherit(List<Route> theirRoutes, List<Rule> theirRules) {
        theirRoutes.forEach(network::inherit);
        theirRules.forEach(network::inherit);
        want(theirRoutes, theirRules);
    }

    /** Removes what is not wanted any more: rules first, the last one first. What fails unexpectedly is still known afterwards. */
    void removeAllBut(List<Route> wantedRoutes, List<Rule> wantedRules) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (!wantedRules.contains(rules.get(i).what)) {
                remove(rules.get(i).what);
                rules.remove(i);
            }
        }
        for (int i = routes.size() - 1; i >= 0; i--) {
            if (!wantedRoutes.contains(routes.get(i).what)) {
                remove(routes.get(i).what);
                routes.remove(i);
            }
        }
    }

    /** Removes everything. */
    void removeAll() {
        removeAllBut(List.of(), List.of());
    }

    /** Removes what a predecessor may have left behind. */
    void removeLeftovers(List<Route> theirRoutes, List<Rule> theirRules) {
        theirRules.forEach(this::remove);
        theirRoutes.forEach(this::remove);
    }

    private void remove(Route route) {
        try {
            network.remove(route);
        } catch (PlatformException e) {
            witness.refused(String.valueOf(e.getMessage()));
        }
    }

    private void remove(Rule rule) {
        try {
            network.remove(rule);
        } catch (PlatformException e) {
            witness.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Whether these are there, or wanted. */
    boolean contains(Route route) {
        return find(routes, route) != null;
    }

    /** Whether these are there, or wanted. */
    boolean contains(Rule rule) {
        return find(rules, rule) != null;
    }

    boolean isEmpty() {
        return routes.isEmpty() && rules.isEmpty();
    }

    /**
     * Makes sure that all are there, routes first; but one that somebody removes again and again comes back ever later.
     *
     * @return whether they are
     */
    boolean mend() {
        boolean complete = true;
        for (int i = 0; i < routes.size(); i++) {
            complete &= mend(routes.get(i), network::install, "route ");
        }
        for (int i = 0; i < rules.size(); i++) {
            complete &= mend(rules.get(i), network::install, "rule ");
        }
        return complete;
    }

    /** Tries again what is not there, as far as is known. */
    void retry() {
        boolean complete = true;
        for (int i = 0; i < routes.size(); i++) {
            complete &= routes.get(i).present;
        }
        for (int i = 0; i < rules.size(); i++) {
            complete &= rules.get(i).present;
        }
        if (!complete) {
            mend();
        }
    }

    /** Asks the kernel for something, and tells whether it was not there. */
    private interface Installer<T> {
        boolean install(T what) throws PlatformException;
    }

    private <T> boolean mend(Entry<T> entry, Installer<T> installer, String kind) {
        long now = loop.nanoTime();
        if (!entry.backoff.isDue(now)) {
            witness.waitUntil(entry.backoff.due());
            return entry.present;
        }
        try {
            boolean fresh = installer.install(entry.what);
            if (fresh && entry.present) {
                witness.restored(kind + entry.what, entry.backoff, entry.backoff.happened(now));
            }
            entry.present = true;
            entry.refusal = null;
        } catch (PlatformException e) {
            entry.present = false;
            if (entry.refusal == null) {
                witness.refused(String.valueOf(e.getMessage()));
            }
            entry.refusal = String.valueOf(e.getMessage());
        }
        return entry.present;
    }

    /** How some are, routes first, whether they are wanted now or not. */
    List<HeldEntry> status(List<Route> theirRoutes, List<Rule> theirRules) {
        List<HeldEntry> status = new ArrayList<>();
        theirRoutes.forEach(each -> status.add(status(HeldEntry.Kind.ROUTE, each, find(routes, each))));
        theirRules.forEach(each -> status.add(status(HeldEntry.Kind.RULE, each, find(rules, each))));
        return status;
    }

    private static <T> HeldEntry status(HeldEntry.Kind kind, T what, @Nullable Entry<T> entry) {
        return entry == null
                ? HeldEntry.unwanted(kind, String.valueOf(what))
                : new HeldEntry(
                        kind, String.valueOf(what), entry.present, Objects.requireNonNullElse(entry.refusal, ""));
    }

    /** Why one is not there, or null if it is. */
    @Nullable
    String refusal(Route route) {
        Entry<Route> entry = find(routes, route);
        return entry == null ? null : entry.refusal;
    }

    /** Why one is not there, or null if it is. */
    @Nullable
    String refusal(Rule rule) {
        Entry<Rule> entry = find(rules, rule);
        return entry == null ? null : entry.refusal;
    }
}

package org.gemel.vrrp.internal.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;
import org.gemel.vrrp.internal.tracking.Tie;
import org.gemel.vrrp.internal.tracking.Ties;
import org.gemel.vrrp.internal.tracking.Watches;

/** Finds what a virtual router tracks: what it was told to, and the interfaces that it needs (behaviour 64). */
final class TieFinder {

    private TieFinder() {}

    static Ties of(VrrpInstance instance, Watches watches) {
        List<Tie> ties = new ArrayList<>();
        Set<String> links = new HashSet<>();
        links.add(instance.interfaceName());
        for (Tracked tracked : instance.tracking().tracked()) {
            ties.add(new Tie(tracked, watches.of(tracked)));
            if (tracked.kind() == Tracked.Kind.INTERFACE) {
                links.add(tracked.name());
            }
        }
        needs(instance).forEach(need -> {
            String name = real(need.interfaceName(), instance);
            if (links.add(name)) {
                Tracked tracked = new Tracked(Tracked.Kind.INTERFACE, name, 0, false);
                ties.add(new Tie(tracked, watches.of(tracked), "which " + need.what() + " needs"));
            }
        });
        return new Ties(ties);
    }

    /** An interface that something of a master is on. */
    private record Need(String interfaceName, String what) {}

    /** A virtual link is up only while this router is master; it is there as long as its base is. */
    private static String real(String name, VrrpInstance instance) {
        for (VirtualLink each : instance.virtualLinks()) {
            if (each.name().equals(name)) {
                return each.base();
            }
        }
        return name;
    }

    private static Stream<Need> needs(VrrpInstance instance) {
        Stream<Need> addresses = Stream.concat(instance.addresses().stream(), instance.excludedAddresses().stream())
                .filter(VirtualAddress::tracked)
                .map(address -> new Need(address.interfaceName(), "address " + address));
        Stream<Need> routes = instance.routes().stream()
                .filter(Route::tracked)
                .flatMap(route -> route.hops().stream()
                        .flatMap(hop -> Stream.ofNullable(hop.interfaceName()))
                        .map(name -> new Need(name, "route " + route)));
        Stream<Need> rules = instance.rules().stream()
                .filter(Rule::tracked)
                .flatMap(rule -> Stream.concat(
                                Stream.ofNullable(rule.inInterface()), Stream.ofNullable(rule.outInterface()))
                        .map(name -> new Need(name, "rule " + rule)));
        return Stream.of(addresses, routes, rules).flatMap(each -> each);
    }
}

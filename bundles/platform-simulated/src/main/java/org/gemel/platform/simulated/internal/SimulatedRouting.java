package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The routes and rules of a node's kernel. They outlive a process. As in Linux, routes go without a word with the link they
 * lead to, with the address they name as a source, and with the last IPv4 address of their link.
 */
final class SimulatedRouting {

    private final SimulatedNode node;
    private final List<Route> routes = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private List<Route> reservedRoutes = List.of();
    private List<Rule> reservedRules = List.of();
    private @Nullable SimulatedProcess reserver;

    SimulatedRouting(SimulatedNode node) {
        this.node = node;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    boolean install(Route route) throws PlatformException {
        for (Route.Hop hop : route.hops()) {
            String name = hop.interfaceName();
            if (name != null && node.simulatedNics().stream().noneMatch(nic -> isNamed(nic, name))) {
                throw new PlatformException("cannot install route " + route + ": there is no interface " + name);
            }
        }
        InetAddress source = route.source();
        if (source != null && node.simulatedNics().stream().noneMatch(nic -> nic.holds(source))) {
            throw new PlatformException("cannot install route " + route + ": its source address is not on this host");
        }
        return !routes.contains(route) && routes.add(route);
    }

    private static boolean isNamed(SimulatedNic nic, String name) {
        return nic.link().name().equals(name);
    }

    void remove(Route route) {
        if (routes.remove(route)) {
            tell(listener -> listener.routeRemoved(route));
        }
    }

    /** Refuses what is for a VRF, as a kernel does that was built without. */
    boolean install(Rule rule) throws PlatformException {
        if (rule.virtualRouting()) {
            throw new PlatformException("cannot install rule " + rule + ": there is no VRF on this host");
        }
        return !rules.contains(rule) && rules.add(rule);
    }

    void remove(Rule rule) {
        if (rules.remove(rule)) {
            tell(listener -> listener.ruleRemoved(rule));
        }
    }

    /** Another process than the one before removes what that may have left and is not wanted. */
    void reserve(SimulatedProcess process, Collection<Route> theirRoutes, Collection<Rule> theirRules) {
        if (process != reserver) {
            reserver = process;
            routes.removeIf(each -> reservedRoutes.contains(each) && !theirRoutes.contains(each));
            rules.removeIf(each -> reservedRules.contains(each) && !theirRules.contains(each));
        }
        reservedRoutes = List.copyOf(theirRoutes);
        reservedRules = List.copyOf(theirRules);
    }

    private void tell(Consumer<NetworkListener> news) {
        SimulatedProcess process = node.process();
        if (process != null) {
            process.network().tell(news);
        }
    }

    void addressRemoved(SimulatedNic nic, InetAddress address) {
        routes.removeIf(route -> address.equals(route.source()));
        boolean last =
                nic.link().addresses().stream().map(Link.Address::address).noneMatch(this::isIpv4);
        if (isIpv4(address) && last) {
            removeOver(nic, route -> route.family() == Family.IPV4);
        }
    }

    private boolean isIpv4(InetAddress address) {
        return Family.of(address) == Family.IPV4;
    }

    void removed(SimulatedNic nic) {
        removeOver(nic, route -> true);
    }

    private void removeOver(SimulatedNic nic, Predicate<Route> which) {
        String name = nic.link().name();
        routes.removeIf(
                route -> which.test(route) && route.hops().stream().anyMatch(hop -> name.equals(hop.interfaceName())));
    }
}

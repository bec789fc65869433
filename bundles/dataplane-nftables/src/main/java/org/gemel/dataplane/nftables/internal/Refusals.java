package org.gemel.dataplane.nftables.internal;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Forwarding.Method;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling.Flag;

/** What nftables cannot do of what a virtual server asks for, and what would do instead. */
final class Refusals {

    /** Those that ask for nothing but weights, the client, or the service. */
    private static final Set<String> SCHEDULERS = Set.of("rr", "wrr", "sh", "mh", "dh", "fo");

    private final VirtualServer server;
    private final List<String> refusals = new ArrayList<>();

    private Refusals(VirtualServer server) {
        this.server = server;
    }

    static List<String> of(VirtualServer server) {
        return new Refusals(server).find();
    }

    private List<String> find() {
        String scheduler = server.scheduling().scheduler();
        if (!SCHEDULERS.contains(scheduler)) {
            refusals.add(
                    "lb_algo " + scheduler + " looks at how many connections each real server has, which nftables does"
                            + " not know when it chooses; take lb_algo wrr");
        }
        if (server.scheduling().flags().contains(Flag.ONE_PACKET)) {
            refusals.add(
                    "ops: nftables leads connections, not single packets; leave ops out, so that the packets of one"
                            + " client port stay together");
        }
        VirtualServer.Persistence persistence = server.persistence();
        if (persistence != null && persistence.engine() != null) {
            refusals.add("persistence_engine " + persistence.engine()
                    + ": nftables tells clients by their address only; leave it out");
        }
        Family family = server.addresses().get(0).family();
        forwarding("", server.forwarding());
        Map<String, List<String>> same = new LinkedHashMap<>();
        for (RealServer each : server.realServers()) {
            int own = refusals.size();
            if (!each.forwarding().equals(server.forwarding())) {
                forwarding("", each.forwarding());
            }
            if (each.upperThreshold() != 0) {
                refusals.add("uthreshold: nftables does not count a real server's connections; leave uthreshold and"
                        + " lthreshold out");
            }
            family("", family, each.address());
            List<String> reasons = refusals.subList(own, refusals.size());
            reasons.forEach(reason ->
                    same.computeIfAbsent(reason, first -> new ArrayList<>()).add(each.name()));
            reasons.clear();
        }
        same.forEach((reason, names) -> refusals.add("real_server " + names.get(0)
                + (names.size() > 1 ? " and " + (names.size() - 1) + " more" : "") + ": " + reason));
        VirtualServer.SorryServer sorry = server.sorryServer();
        if (sorry != null) {
            if (!sorry.forwarding().equals(server.forwarding())) {
                forwarding("sorry_server: ", sorry.forwarding());
            }
            family("sorry_server " + sorry.name() + ": ", family, sorry.address());
        }
        return List.copyOf(refusals);
    }

    private void forwarding(String prefix, Forwarding forwarding) {
        if (forwarding.method() != Method.NAT) {
            refusals.add(prefix + "lb_kind " + (forwarding.method() == Method.DIRECT ? "DR" : "TUN")
                    + ": nftables leads connections by address translation only; take lb_kind NAT and have the real servers"
                    + " answer by way of this host");
        }
    }

    private void family(String prefix, Family family, InetSocketAddress address) {
        if (Family.of(address.getAddress()) != family) {
            refusals.add(prefix + "clients come by " + text(family) + ", and nftables cannot translate between IPv4 and"
                    + " IPv6; give it an address of " + text(family));
        } else if (address.getAddress().isLinkLocalAddress()) {
            refusals.add(prefix + "nftables cannot lead connections to a link-local address; give it another");
        }
    }

    private static String text(Family family) {
        return family.name().toUpperCase(Locale.ROOT).replace("IPV", "IPv");
    }
}

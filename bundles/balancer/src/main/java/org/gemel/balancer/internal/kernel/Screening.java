package org.gemel.balancer.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Service;

/** Keeps from a data plane what it cannot do, and tells of it once until that is over. For one thread. */
final class Screening {

    private final Consumer<Spreader.Trouble> troubles;
    private Map<String, String> refused = Map.of();

    Screening(Consumer<Spreader.Trouble> troubles) {
        this.troubles = troubles;
    }

    /** Virtual servers that are kept from it, and why. */
    Map<String, String> refused() {
        return refused;
    }

    /** Nothing is wanted of anybody. */
    void clear() {
        refused = Map.of();
    }

    /** The services that it can do. */
    List<Service> pass(Engagement to, Map<VirtualServer, List<Service>> wanted) {
        Map<String, String> before = refused;
        Map<String, String> now = new LinkedHashMap<>();
        List<Service> all = new ArrayList<>();
        wanted.forEach((server, services) -> {
            List<String> reasons = to.refusals(server);
            if (reasons.isEmpty()) {
                all.addAll(services);
            } else {
                String message = String.join("; ", reasons);
                now.put(server.name(), message);
                if (!message.equals(before.get(server.name()))) {
                    troubles.accept(new Spreader.Trouble(
                            server, "data-plane-refuses", "its clients are led nowhere: " + message));
                }
            }
        });
        refused = Map.copyOf(now);
        return all;
    }
}

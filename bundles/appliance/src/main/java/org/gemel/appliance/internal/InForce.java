package org.gemel.appliance.internal;

import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Directive;

/**
 * A configuration that runs, or did.
 *
 * @param configuration what it is
 * @param tree the text that it was bound from
 */
record InForce(Configuration configuration, List<Directive> tree) {

    InForce {
        tree = List.copyOf(tree);
    }

    /** Its virtual routers and how many virtual servers it has, for the log. */
    String summary() {
        int servers = configuration.balancing().servers().size();
        String balanced =
                servers == 0 ? "" : servers == 1 ? ", one virtual server" : ", " + servers + " virtual servers";
        if (configuration.instances().isEmpty()) {
            return "it has no virtual router" + balanced;
        }
        List<String> names = configuration.instances().stream()
                .map(instance -> instance.name() + " (" + ConfigurationChanges.place(instance) + ")")
                .toList();
        return String.join(", ", names) + balanced;
    }
}

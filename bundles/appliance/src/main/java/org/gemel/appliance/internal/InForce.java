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
}

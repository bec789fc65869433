package org.gemel.shell.internal.explain;

import org.gemel.api.config.Configuration;

/** What holds for the whole process. */
final class GlobalFacts {

    private GlobalFacts() {}

    static Section of(Configuration configuration) {
        return new Facts().add("router_id", configuration.routerId()).section("global_defs", "");
    }
}

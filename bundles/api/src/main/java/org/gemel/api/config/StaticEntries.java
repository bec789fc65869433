package org.gemel.api.config;

import java.util.List;

/**
 * What is there in every state, from start to stop.
 *
 * @param addresses in the order of the text
 * @param routes in the order of the text
 * @param rules in the order of the text
 */
public record StaticEntries(List<Entry<VirtualAddress>> addresses, List<Entry<Route>> routes, List<Entry<Rule>> rules) {

    /** Nothing. */
    public static final StaticEntries NONE = new StaticEntries(List.of(), List.of(), List.of());

    /**
     * One of them.
     *
     * @param what the address, route or rule
     * @param dependents names of the virtual routers that fail while it cannot be there, from a {@code track_group}
     */
    public record Entry<T>(T what, List<String> dependents) {

        public Entry {
            dependents = List.copyOf(dependents);
        }

        @Override
        public String toString() {
            return what.toString();
        }
    }

    public StaticEntries {
        addresses = List.copyOf(addresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
    }
}

package org.gemel.dataplane.nftables.internal.table;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rules one after another.
 *
 * @param name unique among the table's chains
 * @param hook where packets enter it; null if only other chains lead there
 * @param rules in their order
 */
public record Chain(String name, @Nullable Hook hook, List<Rule> rules) {

    public Chain {
        rules = List.copyOf(rules);
    }

    /** One that other chains lead to. */
    public Chain(String name, List<Rule> rules) {
        this(name, null, rules);
    }

    /**
     * A place on the way of packets.
     *
     * @param type nat or filter
     * @param number of the place
     * @param priority smaller ones first
     */
    public record Hook(String type, int number, int priority) {

        public static final int PREROUTING = 0;
        public static final int INPUT = 1;
        public static final int OUTPUT = 3;
        public static final int POSTROUTING = 4;
    }
}

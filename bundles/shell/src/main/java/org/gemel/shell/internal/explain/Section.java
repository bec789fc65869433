package org.gemel.shell.internal.explain;

import java.util.List;

/**
 * A block and what is in force in it.
 *
 * @param block the keyword that opens it
 * @param name the name behind the keyword; empty where a block has none
 * @param facts in an order that does not depend on the text, the entries of a block of values apart
 */
public record Section(String block, String name, List<Fact> facts) {

    public Section {
        facts = List.copyOf(facts);
    }

    /** {@code vrrp_instance VI_1}. */
    public String title() {
        return name.isEmpty() ? block : block + " " + name;
    }
}

package org.gemel.dataplane.nftables.internal.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is in the table, or in a part of it. The objects of two parts are different ones.
 *
 * @param chains by name
 * @param sets by name
 * @param elements the chain that each leads to; empty for none
 */
public record Content(Map<String, Chain> chains, Map<String, NamedSet> sets, Map<Element, String> elements) {

    /** Nothing yet. */
    public Content() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** All parts together. */
    public static Content of(Collection<Content> parts) {
        Content all = new Content();
        for (Content part : parts) {
            all.chains.putAll(part.chains);
            all.sets.putAll(part.sets);
            all.elements.putAll(part.elements);
        }
        return all;
    }

    public void add(Chain chain) {
        chains.put(chain.name(), chain);
    }

    public void add(NamedSet set) {
        sets.put(set.name(), set);
    }

    public boolean isEmpty() {
        return chains.isEmpty() && sets.isEmpty() && elements.isEmpty();
    }
}

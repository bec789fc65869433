package org.gemel.dataplane.nftables.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.gemel.dataplane.nftables.internal.table.Content;

/** Tells a person how the kernel's table differed from what it should be. */
final class Differences {

    private static final int MOST_NAMED = 5;

    private Differences() {}

    static List<String> of(String table, Optional<Content> found, Content wanted) {
        if (found.isEmpty()) {
            return List.of("the nftables table inet " + table + " was gone; it has been made again");
        }
        Content there = found.get();
        List<String> mended = new ArrayList<>();
        add(mended, table, "chain", there.chains(), wanted.chains());
        add(mended, table, "set", there.sets(), wanted.sets());
        if (!there.elements().equals(wanted.elements())) {
            mended.add("elements of sets in the nftables table inet " + table
                    + " had been changed; they are as they were");
        }
        return mended;
    }

    private static <T> void add(
            List<String> mended, String table, String kind, Map<String, T> found, Map<String, T> wanted) {
        TreeSet<String> names = new TreeSet<>(found.keySet());
        names.addAll(wanted.keySet());
        names.removeIf(name -> {
            T there = found.get(name);
            return there != null && there.equals(wanted.get(name));
        });
        names.stream()
                .limit(MOST_NAMED)
                .forEach(name -> mended.add("the " + kind + " " + name + " in the nftables table inet " + table
                        + " had been changed; it is as it was"));
        if (names.size() > MOST_NAMED) {
            mended.add("and " + (names.size() - MOST_NAMED) + " more " + kind + "s");
        }
    }
}

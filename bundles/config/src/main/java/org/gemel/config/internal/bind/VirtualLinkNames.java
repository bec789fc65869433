package org.gemel.config.internal.bind;

import java.util.HashSet;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** The names of virtual links (behaviour 77): {@code vrrp.VRID}, and {@code vrrp6.VRID} for the IPv6 twin of a VRID. */
final class VirtualLinkNames {

    private static final String PREFIX = "vrrp";
    private static final int LONGEST = 15;
    /** What stands behind a prefix at most: {@code 6.255}, and a number to tell two of the same VRID apart. */
    private static final int TAIL = 9;

    private final String prefix;
    private final String addressPrefix;
    private final Set<String> taken = new HashSet<>();

    VirtualLinkNames(Block global, Diagnostics diagnostics) {
        prefix = prefix(global, "vmac_prefix", PREFIX, diagnostics);
        addressPrefix = prefix(global, "vmac_addr_prefix", prefix, diagnostics);
    }

    private static String prefix(Block global, String name, String otherwise, Diagnostics diagnostics) {
        Item item = global.last(name).orElse(null);
        if (item == null) {
            return otherwise;
        }
        String text = item.text();
        if (text.length() > LONGEST - TAIL || !text.matches("[^/:\\s]+")) {
            diagnostics.error(
                    item.at(),
                    "bad-interface",
                    name + " '" + text + "' leaves no room for the rest of an interface's name; " + otherwise
                            + " is used",
                    "use at most " + (LONGEST - TAIL) + " characters, without / and :");
            return otherwise;
        }
        return text;
    }

    /** Whether a name is free, which it is not any more. */
    boolean take(String name) {
        return taken.add(name);
    }

    /** A name for the link of a virtual router's own interface. */
    String own(Family family, int vrid) {
        return free(prefix, family, vrid);
    }

    /** A name for the link of addresses elsewhere. */
    String elsewhere(Family family, int vrid) {
        return free(addressPrefix, family, vrid);
    }

    private String free(String start, Family family, int vrid) {
        String name = start + "." + vrid;
        if (!take(name) && (family == Family.IPV4 || !take(name = start + "6." + vrid))) {
            int next = 1;
            String head = name;
            while (!take(name = head + "." + next)) {
                next++;
            }
        }
        return name;
    }
}

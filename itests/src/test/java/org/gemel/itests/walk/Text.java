package org.gemel.itests.walk;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes configurations of fragments. A fragment has lines, separated by a pilcrow, each with a letter for where it goes:
 * {@code g:} into the global definitions, {@code r:} outside of blocks, {@code i:} into the virtual router, {@code a:} among its
 * addresses, {@code b:} into the virtual router in place of its addresses, {@code p:} into the peer, {@code q:} into it in
 * place of its addresses, {@code s:} outside of the peer's blocks.
 */
final class Text {

    private final List<String> lines;

    Text(String fragment) {
        lines = fragment.equals("-") ? List.of() : List.of(fragment.split("¶"));
    }

    /** The router that is looked at. */
    String own() {
        return "global_defs {\nrouter_id r1\n" + all("g") + "}\n" + all("r") + "vrrp_instance V {\ninterface eth0\n"
                + "virtual_router_id 51\npriority 150\n"
                + (all("b").isEmpty() ? "virtual_ipaddress {\n10.0.0.100/24\n" + all("a") + "}\n" : all("b"))
                + all("i") + "}\n";
    }

    /** The router beside it. */
    String peer(int priority) {
        return all("s") + "vrrp_instance P {\ninterface eth0\nvirtual_router_id 51\npriority " + priority + "\n"
                + (all("q").isEmpty() ? "virtual_ipaddress {\n10.0.0.100/24\n}\n" : all("q")) + all("p") + "}\n";
    }

    private String all(String letter) {
        List<String> chosen = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(letter + ":")) {
                chosen.add(line.substring(2) + "\n");
            }
        }
        return String.join("", chosen);
    }
}

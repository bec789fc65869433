package org.gemel.itests.dump;

import java.util.List;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** Entries of blocks of values, from the words of the dump to those of the explanation. */
final class Entries {

    private Entries() {}

    static Section section(String block, Outline section) {
        List<Fact> facts =
                section.entries().map(text -> new Fact(block, of(block, text))).toList();
        return new Section(block, "", facts);
    }

    static String of(String block, String text) {
        return switch (block) {
            case "static_routes", "virtual_routes" -> route(text);
            case "static_rules", "virtual_rules" -> rule(text);
            default -> address(text);
        };
    }

    private static String address(String text) {
        String plain = text.replaceAll(" set\\b| nftable_set\\b", "")
                .replaceAll("@\\S+", "")
                .replace(" deprecated", " preferred_lft 0");
        String first = plain.split(" ", 2)[0];
        if (first.contains("/") || plain.contains(" peer ")) {
            return plain;
        }
        return first + (first.contains(":") ? "/128" : "/32") + plain.substring(first.length());
    }

    private static String route(String text) {
        return text.replaceAll(" \\[installed[^]]*]", "")
                .replaceAll("\\bvia inet6? ", "via ")
                .replace("scope 253", "scope link");
    }

    private static String rule(String text) {
        return text.replaceAll(" tos 0x0\\b", "")
                .replace("suppress_prefixlen ", "suppress_prefixlength ")
                .replaceFirst(" type (\\w+)", " $1");
    }
}

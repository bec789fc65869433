package org.gemel.config.uci.internal;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Directive;
import org.gemel.config.uci.internal.Mapping.PackageLine;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a tree that the package writes by itself.
 *
 * @param lines what they are, by type of section
 * @param present whether the tree has them
 */
record PackageLines(Map<String, List<PackageLine>> lines, boolean present) {

    private static final Pattern NAME = Pattern.compile(".* NAME=(\\S+) .*");

    static PackageLines of(List<Directive> tree, Mapping mapping) {
        Row globals = mapping.head(Mapping.GLOBALS);
        List<PackageLine> first = mapping.lines(Mapping.GLOBALS);
        boolean present = tree.stream()
                .filter(each -> globals != null && each.name().equals(globals.target()))
                .findFirst()
                .filter(each -> each.children().size() >= first.size())
                .map(each -> same(each.children().subList(0, first.size()), first, ""))
                .orElse(false);
        return new PackageLines(
                Map.of(
                        Mapping.GLOBALS,
                        first,
                        "vrrp_instance",
                        mapping.lines("vrrp_instance"),
                        "vrrp_sync_group",
                        mapping.lines("vrrp_sync_group"),
                        "real_server",
                        mapping.lines("real_server")),
                present);
    }

    private static boolean same(List<Directive> directives, List<PackageLine> lines, String name) {
        for (int i = 0; i < lines.size(); i++) {
            Directive directive = directives.get(i);
            List<String> arguments =
                    lines.get(i).hasArgument() ? List.of(lines.get(i).argument(name)) : List.of();
            boolean same = directive.name().equals(lines.get(i).keyword())
                    && directive.arguments().stream()
                            .map(word -> word.text())
                            .toList()
                            .equals(arguments)
                    && directive.block() == null;
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /** The name that the lines of a block give it; null if they are not there. */
    @Nullable
    String nameIn(Directive block, String type) {
        List<PackageLine> expected = lines.getOrDefault(type, List.of());
        List<Directive> children = block.children();
        if (!present || expected.isEmpty() || children.isEmpty()) {
            return null;
        }
        Directive last = children.get(children.size() - 1);
        Matcher matcher = NAME.matcher(
                last.arguments().isEmpty() ? "" : last.arguments().get(0).text());
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** The directives of a block without those lines. */
    List<Directive> without(Directive block, String type) {
        List<Directive> children = block.children();
        List<PackageLine> expected = lines.getOrDefault(type, List.of());
        if (!present || expected.isEmpty() || children.size() < expected.size()) {
            return children;
        }
        if (type.equals(Mapping.GLOBALS)) {
            boolean begins = same(children.subList(0, expected.size()), expected, "");
            return begins ? children.subList(expected.size(), children.size()) : children;
        }
        String name = nameIn(block, type);
        int end = children.size() - expected.size();
        return name != null && same(children.subList(end, children.size()), expected, name)
                ? children.subList(0, end)
                : children;
    }
}

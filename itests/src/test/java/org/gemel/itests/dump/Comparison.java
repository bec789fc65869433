package org.gemel.itests.dump;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** Finds what differs between two accounts of a configuration. */
final class Comparison {

    static final String NOTHING = "-";

    /** Blocks that a dump does not have. */
    private static final Set<String> NOT_COMPARED = Set.of("interface_up_down_delays", "track_group");

    /**
     * Where the kernel has no IPVS, the process of keepalived that would dump virtual servers ends before; recorded dumps are
     * compared by the tests of the bundle that binds them.
     */
    private static final Pattern OF_SERVERS =
            Pattern.compile("virtual_server|real_server|sorry_server|SSL|[A-Z_]+_(CHECK|GET)");

    private static final Pattern COMMAND = Pattern.compile("notify(_(?!priority_changes)\\w+)?( \\w+)?");

    private Comparison() {}

    static List<Difference> of(List<Section> keepalived, List<Section> gemel) {
        Map<String, Section> theirs = byTitle(keepalived);
        Map<String, Section> ours = byTitle(gemel);
        List<Difference> differences = new ArrayList<>();
        Set<String> titles = new LinkedHashSet<>(theirs.keySet());
        titles.addAll(ours.keySet());
        for (String title : titles) {
            Section their = theirs.get(title);
            Section our = ours.get(title);
            if (their == null || our == null) {
                differences.add(new Difference(
                        title, "(block)", their == null ? NOTHING : "present", our == null ? NOTHING : "present"));
            } else {
                differences.addAll(of(title, facts(their), facts(our)));
            }
        }
        return differences;
    }

    private static List<Difference> of(String title, Map<String, String> theirs, Map<String, String> ours) {
        List<Difference> differences = new ArrayList<>();
        Set<String> keywords = new LinkedHashSet<>(theirs.keySet());
        keywords.addAll(ours.keySet());
        // keepalived drops commands that this host has not, and dumps of none by what rules it is run.
        keywords.removeIf(keyword -> COMMAND.matcher(keyword).matches() && !theirs.containsKey(keyword));
        for (String keyword : keywords) {
            String their = theirs.getOrDefault(keyword, NOTHING);
            String our = ours.getOrDefault(keyword, NOTHING);
            if (!their.equals(our)) {
                differences.add(new Difference(title, keyword, their, our));
            }
        }
        return differences;
    }

    private static Map<String, Section> byTitle(List<Section> sections) {
        Map<String, Section> byTitle = new LinkedHashMap<>();
        sections.stream()
                .filter(section -> !NOT_COMPARED.contains(section.block())
                        && !OF_SERVERS.matcher(section.block()).matches())
                .forEach(section -> put(byTitle, section));
        return byTitle;
    }

    /** Groups of announcements have no names: one is that in its place. */
    private static void put(Map<String, Section> byTitle, Section section) {
        String block = section.title();
        String title = block;
        if (section.block().equals("garp_group")) {
            long before = byTitle.keySet().stream()
                    .filter(each -> each.startsWith(block))
                    .count();
            title += " " + (before + 1);
        }
        if (section.block().equals("global_defs")) {
            // Each process of keepalived dumps them, and one may be cut short by another.
            byTitle.merge(
                    title,
                    section,
                    (one, other) -> one.facts().size() < other.facts().size() ? other : one);
        } else {
            byTitle.put(title, section);
        }
    }

    private static Map<String, String> facts(Section section) {
        // A dump tells the first of several virtual links only.
        Set<String> links = new HashSet<>();
        return section.facts().stream()
                .filter(fact -> !section.block().equals("global_defs") || GlobalDump.tells(fact.keyword()))
                .filter(fact -> !fact.keyword().equals("use_vmac") || links.add("use_vmac"))
                .collect(Collectors.toMap(
                        Fact::keyword,
                        Comparison::value,
                        (first, second) -> first + " | " + second,
                        LinkedHashMap::new));
    }

    /** Of a virtual link, a dump tells the name only; of a program, the path without symbolic links. */
    private static String value(Fact fact) {
        return switch (fact.keyword()) {
            case "use_vmac", "use_ipvlan" -> fact.value().split(" ")[0];
            case "script" -> fact.value().replaceFirst("^/bin/", "/usr/bin/");
            default -> fact.value();
        };
    }
}

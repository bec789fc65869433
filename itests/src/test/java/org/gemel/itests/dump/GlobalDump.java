package org.gemel.itests.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** Global definitions and groups of announcements in a dump. */
final class GlobalDump {

    private static final Map<String, String> KEYWORDS = Map.ofEntries(
            Map.entry("Router ID", "router_id"),
            Map.entry("Network namespace", "net_namespace"),
            Map.entry("Parent process name", "process_name"),
            Map.entry("umask", "umask"),
            Map.entry("Gratuitous ARP interval", "vrrp_garp_interval"),
            Map.entry("Gratuitous NA interval", "vrrp_gna_interval"),
            Map.entry("vrrp_startup_delay", "vrrp_startup_delay"),
            Map.entry("nftables table name", "nftables"),
            Map.entry("nftables base chain priority", "nftables_priority"),
            Map.entry("VRRP process priority", "vrrp_priority"),
            Map.entry("VRRP don't swap", "vrrp_no_swap"),
            Map.entry("VRRP realtime priority", "vrrp_rt_priority"),
            Map.entry("VRRP realtime limit", "vrrp_rlimit_rttime"));

    /** A line that is there or not. */
    private static final Map<String, String> FLAGS =
            Map.of("nftables with counters", "nftables_counters", "log_unknown_vrids", "log_unknown_vrids");

    /** Where a dump has what holds unless something is written. */
    private static final Map<String, String> USUAL = Map.of(
            "vrrp_priority", "0",
            "vrrp_rt_priority", "0",
            "vrrp_rlimit_rttime", "10000");

    private static final Set<String> SECONDS = Set.of("vrrp_garp_interval", "vrrp_gna_interval", "vrrp_startup_delay");

    private GlobalDump() {}

    /** Whether a line is about something that is compared; the others are about the host, or other processes. */
    static boolean compares(String line) {
        Outline outline = new Outline(line.strip(), List.of());
        return KEYWORDS.containsKey(outline.key()) || FLAGS.containsKey(outline.text());
    }

    /** Whether a dump tells, in words that can be compared, what a keyword is set to. */
    static boolean tells(String keyword) {
        return KEYWORDS.containsValue(keyword) || FLAGS.containsValue(keyword);
    }

    static Section section(Outline definitions) {
        List<Fact> facts = new ArrayList<>();
        FLAGS.forEach((line, keyword) ->
                facts.add(new Fact(keyword, definitions.entries().anyMatch(line::equals) ? "on" : "off")));
        for (Outline line : definitions.children()) {
            String keyword = KEYWORDS.get(line.key());
            if (keyword != null) {
                facts.add(new Fact(keyword, value(keyword, line.value())));
            }
        }
        return new Section("global_defs", "", facts);
    }

    private static String value(String keyword, String value) {
        if (SECONDS.contains(keyword)) {
            return TrackerDumps.plain(value);
        }
        if (value.equals(USUAL.get(keyword))) {
            return "automatic";
        }
        return switch (value) {
            case "true" -> "on";
            case "false" -> "off";
            case "(default)" -> "none";
            default -> value;
        };
    }

    /** A group; they have no names, and are told apart by their order. */
    static Section group(Outline group) {
        List<Fact> facts = new ArrayList<>();
        for (Outline line : group.children()) {
            switch (line.key()) {
                case "GARP interval" -> facts.add(new Fact("garp_interval", TrackerDumps.plain(line.value())));
                case "GNA interval" -> facts.add(new Fact("gna_interval", TrackerDumps.plain(line.value())));
                case "Interfaces" -> line.entries().forEach(link -> facts.add(new Fact("interfaces", link)));
                default -> Unused.check("garp_group", line);
            }
        }
        return new Section("garp_group", "", facts);
    }
}

package org.gemel.itests.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.gemel.shell.internal.explain.Section;

/** What keepalived dumped, in the words of {@code gemel check --explain}. */
final class Dump {

    static final String CRASH = "exited due to segmentation fault";

    private static final String BFD_TITLE = "------< BFD Topology >------";

    private static final String GLOBAL = "Global definitions";

    /** The process that has the BFD sessions writes its lines between those of others, which are unlike these. */
    private static final Pattern BFD = Pattern.compile(" BFD Instance = .*| {3}(Neighbor IP|Source IP"
            + "|Required min RX interval|Desired (min|idle) TX interval|Detection multiplier|TTL|hoplimit|max_hops|passive)"
            + " = .*");

    private final List<String> lines;

    /** @param lines everything that keepalived printed */
    Dump(List<String> lines) {
        this.lines = lines;
    }

    List<String> lines() {
        return lines;
    }

    /** What keepalived said when it would not run with the file; empty if it did. */
    Optional<String> refusal() {
        if (lines.stream().noneMatch(line -> line.contains("exited with permanent error"))) {
            return Optional.empty();
        }
        return Optional.of(lines.stream()
                .filter(line -> !line.startsWith("------") && !line.contains("permanent error"))
                .takeWhile(line -> !line.equals("Stopped"))
                .reduce("", (first, second) -> second));
    }

    /** Whether keepalived cannot read the file without crashing. */
    boolean crashed() {
        return lines.stream().anyMatch(line -> line.contains(CRASH));
    }

    /** Whether it has anything to do with VRRP. */
    boolean hasVrrp() {
        return lines.contains("------< VRRP Topology >------");
    }

    /** Whether another process of keepalived wrote in between, so that it must be asked again. */
    boolean torn() {
        return Outline.of(lines).stream().anyMatch(section -> switch (section.text()) {
            case "VRRP Topology" -> !section.entries().allMatch(line -> line.startsWith("VRRP Instance = "));
            case GLOBAL ->
                saysTwice(section.entries().filter(GlobalDump::compares).toList());
            default -> false;
        });
    }

    private static boolean saysTwice(List<String> lines) {
        return Set.copyOf(lines).size() < lines.size();
    }

    /** The part that is worth recording: from the last global definitions, without what the kernel gives. */
    List<String> recorded() {
        List<String> kept = new ArrayList<>();
        boolean keep = false;
        boolean global = false;
        List<String> sessions = lines.stream().filter(BFD.asMatchPredicate()).toList();
        if (!sessions.isEmpty()) {
            kept.add(BFD_TITLE);
            kept.addAll(sessions);
        }
        for (String line : lines) {
            if (line.startsWith("------< ")) {
                keep = !line.contains("Interfaces") && !line.equals(BFD_TITLE);
                global = line.contains(GLOBAL);
            }
            boolean wanted = !global || line.startsWith("------< ") || GlobalDump.compares(line);
            if (keep
                    && wanted
                    && !BFD.matcher(line).matches()
                    && (line.startsWith("------< ") || line.startsWith(" "))) {
                kept.add(line);
            }
        }
        refusal().ifPresent(refusal -> {
            kept.add(refusal);
            kept.add("exited with permanent error");
        });
        return kept;
    }

    /** The blocks; of a section that was printed by two processes, each once. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Outline section : Outline.of(recorded())) {
            switch (section.text()) {
                case GLOBAL -> sections.add(GlobalDump.section(section));
                case "VRRP Topology" ->
                    section.children().forEach(child -> sections.add(new InstanceDump(child).section()));
                case "VRRP Sync groups" ->
                    section.children().forEach(child -> sections.add(new GroupDump(child).section()));
                case "VRRP Scripts" -> section.children().forEach(child -> sections.add(TrackerDumps.script(child)));
                case "VRRP Track files" -> section.children().forEach(child -> sections.add(TrackerDumps.file(child)));
                case "VRRP Track processes" ->
                    section.children().forEach(child -> sections.add(TrackerDumps.process(child)));
                case "BFD Topology" -> section.children().forEach(child -> sections.add(TrackerDumps.session(child)));
                case "Static Addresses" -> sections.add(Entries.section("static_ipaddress", section));
                case "Static Routes" -> sections.add(Entries.section("static_routes", section));
                case "Static Rules" -> sections.add(Entries.section("static_rules", section));
                default -> {
                    // Interfaces and what is only about run time are not compared.
                    if (section.text().startsWith("GARP delay group ")) {
                        sections.add(GlobalDump.group(section));
                    }
                }
            }
        }
        return sections;
    }
}

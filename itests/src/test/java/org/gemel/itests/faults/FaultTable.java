package org.gemel.itests.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.itests.faults.Fault.Wanted;
import org.gemel.itests.faults.Figures.Measure;

/** What was seen, a row for each fault and pair. Safe for any thread. */
final class FaultTable {

    private static final List<String> HEAD = List.of(
            "fault",
            "master / backup",
            "without owner, ms",
            "two owners, ms",
            "transitions",
            "leased client: probes lost, ms",
            "static client: probes lost, ms",
            "DNS unanswered",
            "lease",
            "beside keepalived / keepalived");

    private final Map<Fault, Map<Pair, List<Observation>>> seen = new EnumMap<>(Fault.class);
    private final Map<Fault, Map<Pair, String>> failed = new EnumMap<>(Fault.class);

    synchronized void add(Fault fault, Pair pair, Observation observation) {
        seen.computeIfAbsent(fault, any -> new EnumMap<>(Pair.class))
                .computeIfAbsent(pair, any -> new ArrayList<>())
                .add(observation);
    }

    /** Says that a fault was not tried with a pair, and why. */
    synchronized void leaveOut(Fault fault, Pair pair, String why) {
        failed.computeIfAbsent(fault, any -> new EnumMap<>(Pair.class)).put(pair, why);
    }

    private Optional<Figures> figures(Fault fault, Pair pair) {
        return observations(fault, pair)
                .map(figures -> observations(Fault.NOTHING, pair)
                        .filter(nothing -> fault != Fault.NOTHING)
                        .map(figures::less)
                        .orElse(figures));
    }

    private Optional<Figures> observations(Fault fault, Pair pair) {
        return Optional.ofNullable(seen.getOrDefault(fault, Map.of()).get(pair)).map(Figures::new);
    }

    private Optional<Verdict> verdict(Fault fault, Pair pair) {
        return pair == Pair.KEEPALIVED
                ? Optional.empty()
                : figures(fault, pair)
                        .flatMap(ours -> figures(fault.asKeepalivedNotices(), Pair.KEEPALIVED)
                                .map(theirs -> Verdict.of(fault, pair, ours, theirs)));
    }

    /** Whether Gemel is not worse in any row, and better in those where that is wanted; what was not tried counts against it. */
    synchronized boolean claimHolds() {
        for (Fault fault : Fault.values()) {
            for (Pair pair : Pair.values()) {
                boolean tried = !failed.getOrDefault(fault, Map.of()).containsKey(pair);
                if (!tried || !verdict(fault, pair).map(Verdict::holds).orElse(true)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Prints it: in Markdown, or with as many blanks as it takes to read it in a terminal. */
    synchronized void print(PrintStream out, boolean markdown) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        for (Fault fault : Fault.values()) {
            String title = title(fault);
            for (Pair pair : Pair.values()) {
                Optional<List<String>> row = row(fault, pair);
                if (row.isPresent()) {
                    rows.add(concat(title, row.get()));
                    title = "";
                }
            }
        }
        print(out, rows, markdown);
    }

    /** Prints what the clients lost, and who had the address twice: a row for each fault, a column for each pair. */
    synchronized void printBrief(PrintStream out, boolean markdown) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(concat("fault", Stream.of(Pair.values()).map(Pair::toString).toList()));
        for (Fault fault : Fault.values()) {
            List<String> cells = Stream.of(Pair.values())
                    .map(pair -> figures(fault, pair).map(Figures::brief).orElse(""))
                    .toList();
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                rows.add(concat(fault.title(), cells));
            }
        }
        print(out, rows, markdown);
    }

    private static void print(PrintStream out, List<List<String>> rows, boolean markdown) {
        int[] widths = new int[rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = markdown ? 0 : Math.max(widths[i], row.get(i).length());
            }
        });
        for (int i = 0; i < rows.size(); i++) {
            print(out, rows.get(i), widths);
            if (i == 0) {
                out.println("|---".repeat(widths.length) + "|");
            }
        }
    }

    private static void print(PrintStream out, List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append("| ")
                    .append(row.get(i))
                    .append(" ".repeat(Math.max(1, widths[i] - row.get(i).length() + 1)));
        }
        out.println(line.append("|"));
    }

    private static String title(Fault fault) {
        return fault.title() + (fault.wanted() == Wanted.BETTER ? " (better wanted)" : "");
    }

    private static String remark(Fault fault) {
        return fault == fault.asKeepalivedNotices()
                ? ""
                : " (compared with: " + fault.asKeepalivedNotices().title() + ", for keepalived serves on unchecked)";
    }

    private Optional<List<String>> row(Fault fault, Pair pair) {
        String why = failed.getOrDefault(fault, Map.of()).get(pair);
        if (why != null) {
            return Optional.of(List.of(pair.toString(), "not measured", "", "", "", "", "", "", why));
        }
        return figures(fault, pair)
                .map(figures -> List.of(
                        pair.toString(),
                        figures.text(Measure.WITHOUT_OWNER),
                        figures.text(Measure.TWO_OWNERS),
                        figures.text(Measure.TRANSITIONS),
                        figures.probes(Measure.LOST_LEASED) + ", " + figures.text(Measure.LOST_LEASED),
                        figures.probes(Measure.LOST_BY_HAND) + ", " + figures.text(Measure.LOST_BY_HAND),
                        figures.text(Measure.UNANSWERED),
                        figures.lease() ? "held" : "**lost**",
                        verdict(fault, pair)
                                .map(verdict -> verdict + remark(fault))
                                .orElse("")));
    }

    /** One line about what was just seen, for who waits. */
    static String line(Fault fault, Pair pair, Observation one) {
        return String.format(
                Locale.ROOT,
                "%s, %s: %d ms without owner, %d ms with two%s, %d transitions, lost %d and %d, DNS %d, lease %s",
                fault.title(),
                pair,
                one.withoutOwner().toMillis(),
                one.twoOwners().toMillis(),
                one.endsWithTwo() ? " for good" : "",
                one.transitions().size(),
                one.leased().lost(),
                one.byHand().lost(),
                one.unanswered(),
                one.lease() ? "held" : "lost");
    }

    private static List<String> concat(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }
}

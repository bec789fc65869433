package org.gemel.balancer.internal.core;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.gemel.api.balancer.VirtualServerStatus.Seen;
import org.gemel.api.checker.Verdict;
import org.gemel.api.checker.Verdict.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * What one balancer leaves to the next, as lines of fields with tabs between: {@code V} a virtual server, {@code R} a real
 * server of it, {@code C} a check of that. What another version has written and this one does not know ends the reading.
 */
record Memory(List<OfPool> pools) {

    private static final String VERSION = "balancer 1";

    /** Of a virtual server. */
    record OfPool(String name, boolean reached, boolean everReached, Instant since, List<OfMember> members) {}

    /** Of a real server. */
    record OfMember(String name, boolean drained, boolean alive, String reason, Instant since, List<OfCheck> checks) {}

    /** Of a check. */
    record OfCheck(
            String kind,
            boolean passed,
            int weight,
            @Nullable Seen latest) {}

    static Memory nothing() {
        return new Memory(List.of());
    }

    Optional<OfPool> of(String name) {
        return pools.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** As text; empty if there is nothing. */
    String text() {
        if (pools.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(VERSION).append('\n');
        for (OfPool pool : pools) {
            line(text, "V", pool.name(), pool.reached(), pool.everReached(), pool.since());
            for (OfMember member : pool.members()) {
                line(text, "R", member.name(), member.drained(), member.alive(), member.reason(), member.since());
                member.checks().forEach(each -> check(text, each));
            }
        }
        return text.toString();
    }

    private static void check(StringBuilder text, OfCheck check) {
        Seen seen = check.latest();
        if (seen == null) {
            line(text, "C", check.kind(), check.passed(), check.weight());
        } else {
            Evidence evidence = seen.verdict().evidence();
            line(
                    text,
                    "C",
                    check.kind(),
                    check.passed(),
                    check.weight(),
                    seen.at(),
                    seen.verdict().passed(),
                    seen.verdict().weight(),
                    evidence.asked(),
                    evidence.answered(),
                    evidence.took().toNanos());
        }
    }

    private static void line(StringBuilder text, Object... fields) {
        for (int i = 0; i < fields.length; i++) {
            text.append(i == 0 ? "" : "\t").append(String.valueOf(fields[i]).replaceAll("[\\t\\r\\n]", " "));
        }
        text.append('\n');
    }

    /** From text; what cannot be read is not remembered. */
    static Memory parse(String text) {
        List<OfPool> pools = new ArrayList<>();
        Deque<String> lines = new ArrayDeque<>(text.lines().toList());
        if (!VERSION.equals(lines.poll())) {
            return nothing();
        }
        try {
            while (starts(lines, "V")) {
                pools.add(pool(lines));
            }
        } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException unreadable) {
            return new Memory(List.copyOf(pools));
        }
        return new Memory(List.copyOf(pools));
    }

    private static boolean starts(Deque<String> lines, String mark) {
        String next = lines.peek();
        return next != null && next.startsWith(mark + "\t");
    }

    private static OfPool pool(Deque<String> lines) {
        String[] fields = fields(lines);
        List<OfMember> members = new ArrayList<>();
        while (starts(lines, "R")) {
            members.add(member(lines));
        }
        return new OfPool(fields[1], yes(fields[2]), yes(fields[3]), Instant.parse(fields[4]), members);
    }

    private static OfMember member(Deque<String> lines) {
        String[] fields = fields(lines);
        List<OfCheck> checks = new ArrayList<>();
        while (starts(lines, "C")) {
            checks.add(check(fields(lines)));
        }
        return new OfMember(fields[1], yes(fields[2]), yes(fields[3]), fields[4], Instant.parse(fields[5]), checks);
    }

    private static OfCheck check(String[] fields) {
        Seen latest = fields.length < 10
                ? null
                : new Seen(
                        Instant.parse(fields[4]),
                        new Verdict(
                                yes(fields[5]),
                                Integer.parseInt(fields[6]),
                                new Evidence(fields[7], fields[8], Duration.ofNanos(Long.parseLong(fields[9])))));
        return new OfCheck(fields[1], yes(fields[2]), Integer.parseInt(fields[3]), latest);
    }

    private static String[] fields(Deque<String> lines) {
        return lines.remove().split("\t", -1);
    }

    private static boolean yes(String field) {
        return field.equals("true");
    }
}

package org.gemel.demo.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Ownership;
import org.gemel.demo.lab.Prober;

/** What happened, as bars: a line for each router and the client, a column for each slice of time. */
final class Timeline {

    /** Fits, with the names before it, into 80 columns. */
    private static final int COLUMNS = 68;

    private static final int TICK_SECONDS = 5;

    /** A time during which a router's program did not run. */
    record Absence(String router, Instant from, Instant to) {}

    private final Instant begin;
    private final Duration slice;
    private final List<Ownership.Span> spans;
    private final List<Absence> absences;
    private final List<Prober.Outage> outages;

    Timeline(Instant begin, Instant end, List<AddressChange> changes, List<Absence> absences, Prober.Report pings) {
        this.begin = begin;
        this.slice = Duration.between(begin, end).dividedBy(COLUMNS).plusNanos(1);
        this.spans = Ownership.of(Stage.SHARED, changes, begin, end).spans();
        this.absences = List.copyOf(absences);
        this.outages = pings.outages();
    }

    /** The picture and its key. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  seconds " + ruler());
        lines.add("  r1      " + bar(middle -> router("r1", middle)));
        lines.add("  r2      " + bar(middle -> router("r2", middle)));
        lines.add(("  client  " + bar(this::client)).stripTrailing());
        lines.add("");
        lines.add("  #  has the address      x  has it, but is dead      .  does not have it");
        lines.add("  -  no answer            (a column is " + slice.toMillis() + " ms)");
        return lines;
    }

    private String ruler() {
        StringBuilder ruler = new StringBuilder(" ".repeat(COLUMNS));
        for (int second = 0; ; second += TICK_SECONDS) {
            int column = (int) (Duration.ofSeconds(second).toNanos() / slice.toNanos());
            String mark = "|" + second;
            if (column + mark.length() > COLUMNS) {
                return ruler.toString().stripTrailing();
            }
            ruler.replace(column, column + mark.length(), mark);
        }
    }

    private String bar(Function<Instant, Character> sign) {
        StringBuilder bar = new StringBuilder(COLUMNS);
        for (int column = 0; column < COLUMNS; column++) {
            bar.append(sign.apply(begin.plus(slice.multipliedBy(column)).plus(slice.dividedBy(2))));
        }
        return bar.toString();
    }

    private char router(String router, Instant at) {
        boolean owner = spans.stream()
                .anyMatch(
                        span -> span.owners().contains(router) && !at.isBefore(span.from()) && at.isBefore(span.to()));
        boolean absent = absences.stream()
                .anyMatch(absence ->
                        absence.router().equals(router) && at.isAfter(absence.from()) && at.isBefore(absence.to()));
        return !owner ? '.' : absent ? 'x' : '#';
    }

    /** Any answer missing within the column is shown, however short the outage. */
    private char client(Instant middle) {
        Instant from = middle.minus(slice.dividedBy(2));
        Instant to = from.plus(slice);
        return outages.stream()
                        .anyMatch(outage ->
                                outage.from().isBefore(to) && outage.to().isAfter(from))
                ? '-'
                : ' ';
    }
}

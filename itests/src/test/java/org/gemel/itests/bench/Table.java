package org.gemel.itests.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The figures, a row each, with Gemel's and keepalived's beside each other. */
final class Table {

    private record Row(String what, String wanted, String gemel, String keepalived) {}

    private static final Row HEAD = new Row("", "wanted of Gemel", "Gemel", "keepalived");

    private final PrintStream progress;
    private final List<Row> rows = new ArrayList<>();

    Table(PrintStream progress) {
        this.progress = progress;
    }

    void add(String what, String wanted, String gemel, String keepalived) {
        rows.add(new Row(what, wanted, gemel, keepalived));
        progress.printf("  %s: Gemel %s; keepalived %s%n", what, gemel, keepalived);
    }

    /** Says what is going on. */
    void say(String text) {
        progress.println(text);
    }

    void print(PrintStream out) {
        int what = width(rows.stream().map(Row::what).toList(), 0);
        int wanted =
                width(rows.stream().map(Row::wanted).toList(), HEAD.wanted().length());
        int gemel = width(rows.stream().map(Row::gemel).toList(), HEAD.gemel().length());
        String format = "%-" + what + "s | %-" + wanted + "s | %-" + gemel + "s | %s%n";
        out.printf(format, HEAD.what(), HEAD.wanted(), HEAD.gemel(), HEAD.keepalived());
        out.println("-".repeat(what) + "-+-" + "-".repeat(wanted) + "-+-" + "-".repeat(gemel) + "-+-" + "-".repeat(24));
        rows.forEach(row -> out.printf(format, row.what(), row.wanted(), row.gemel(), row.keepalived()));
    }

    private static int width(List<String> texts, int least) {
        return texts.stream().mapToInt(String::length).reduce(least, Math::max);
    }
}

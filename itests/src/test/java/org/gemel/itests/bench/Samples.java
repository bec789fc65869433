package org.gemel.itests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured times, and what they say together. */
final class Samples {

    private final List<Double> millis = new ArrayList<>();

    void add(Duration time) {
        millis.add(time.toNanos() / 1e6);
    }

    boolean isEmpty() {
        return millis.isEmpty();
    }

    double median() {
        List<Double> sorted = millis.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private double best() {
        return millis.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    private double worst() {
        return millis.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    /** The median and the worst. */
    @Override
    public String toString() {
        return isEmpty() ? "nothing measured" : text(median()) + ", worst " + text(worst()) + range();
    }

    /** The best and the median, for times that other work on the machine can only make longer. */
    String bestAndMedian() {
        return isEmpty() ? "nothing measured" : "best " + text(best()) + ", median " + text(median());
    }

    private String range() {
        return best() < 0 ? ", best " + text(best()) : "";
    }

    static String text(double millis) {
        return String.format(Locale.ROOT, Math.abs(millis) < 100 ? "%.2f" : "%.0f", millis);
    }
}

package org.gemel.itests.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was seen in all runs of a fault with a pair: of each measure the median and the worst. */
final class Figures {

    /** What is measured, in the order in which people mind it. */
    enum Measure {
        LOST_LEASED("lost, leased client", 50, seen -> millis(seen.leased().silence())),
        LOST_BY_HAND("lost, static client", 50, seen -> millis(seen.byHand().silence())),
        WITHOUT_OWNER("without owner", 50, seen -> millis(seen.withoutOwner())),
        TWO_OWNERS("two owners", 50, seen -> millis(seen.twoOwners())),
        UNANSWERED("DNS", 1, Observation::unanswered),
        TRANSITIONS("transitions", 0.5, seen -> seen.transitions().size());

        private final String title;
        private final double tolerance;
        private final ToDoubleFunction<Observation> value;

        Measure(String title, double tolerance, ToDoubleFunction<Observation> value) {
            this.title = title;
            this.tolerance = tolerance;
            this.value = value;
        }

        /** What the verdict calls it. */
        String title() {
            return title;
        }

        /** The difference that the rig itself makes. */
        double tolerance() {
            return tolerance;
        }

        private static double millis(Duration time) {
            return time.toNanos() / 1e6;
        }

        /** How much people mind it: 1 most. */
        int rank() {
            return switch (this) {
                case LOST_LEASED, LOST_BY_HAND, WITHOUT_OWNER -> 1;
                case TWO_OWNERS, UNANSWERED -> 2;
                case TRANSITIONS -> 3;
            };
        }

        boolean isLoss() {
            return this == LOST_LEASED || this == LOST_BY_HAND;
        }
    }

    private final List<Observation> seen;
    private final Map<Measure, Double> idle = new EnumMap<>(Measure.class);

    Figures(List<Observation> seen) {
        this.seen = List.copyOf(seen);
    }

    /** The same without what the same pair lost of as many probes when nothing happened. */
    Figures less(Figures nothing) {
        Figures less = new Figures(seen);
        for (Measure measure : Measure.values()) {
            if (measure.isLoss()) {
                double lost = nothing.seen.stream().mapToDouble(measure.value).sum();
                double share = lost / Math.max(1, nothing.sent(measure));
                less.idle.put(measure, share * sent(measure) / seen.size());
            }
        }
        return less;
    }

    private double sent(Measure measure) {
        return seen.stream()
                .mapToDouble(one -> (measure == Measure.LOST_LEASED ? one.leased() : one.byHand()).sent())
                .sum();
    }

    /** Its median. */
    double median(Measure measure) {
        List<Double> sorted = sorted(measure);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private double worst(Measure measure) {
        List<Double> sorted = sorted(measure);
        return sorted.get(sorted.size() - 1);
    }

    private List<Double> sorted(Measure measure) {
        double less = idle.getOrDefault(measure, 0.0);
        List<Double> values = new ArrayList<>();
        seen.forEach(one -> values.add(Math.max(0, measure.value.applyAsDouble(one) - less)));
        values.sort(Double::compare);
        return values;
    }

    /** Whether the lease could be renewed afterwards, every time. */
    boolean lease() {
        return seen.stream().allMatch(Observation::lease);
    }

    /** The median, and the worst if there were more runs and it is another. */
    String text(Measure measure) {
        String median = number(median(measure));
        String worst = number(worst(measure));
        String still =
                measure == Measure.TWO_OWNERS && seen.stream().anyMatch(Observation::endsWithTwo) ? ", for good" : "";
        return (median.equals(worst) ? median : median + " (" + worst + ")") + still;
    }

    /** What the worse served of the clients lost, in ms, and how long there were two owners where that is not a moment. */
    String brief() {
        Measure worse =
                median(Measure.LOST_LEASED) > median(Measure.LOST_BY_HAND) ? Measure.LOST_LEASED : Measure.LOST_BY_HAND;
        boolean two = median(Measure.TWO_OWNERS) >= Measure.TWO_OWNERS.tolerance();
        return text(worse) + (two ? "; two owners " + text(Measure.TWO_OWNERS) : "");
    }

    /** How many probes were lost, in the median, without what is subtracted from the time. */
    String probes(Measure measure) {
        double[] sorted = seen.stream()
                .mapToDouble(one -> (measure == Measure.LOST_LEASED ? one.leased() : one.byHand()).lost())
                .sorted()
                .toArray();
        return number(sorted[sorted.length / 2]);
    }

    private static String number(double value) {
        return String.format(
                Locale.ROOT, value > 0 && value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }
}

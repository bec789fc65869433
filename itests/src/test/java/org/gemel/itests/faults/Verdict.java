package org.gemel.itests.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gemel.itests.faults.Fault.Wanted;
import org.gemel.itests.faults.Figures.Measure;

/**
 * How a pair with Gemel in it bears a fault, compared with a pair of keepalived.
 *
 * @param better the measures in which it is better by more than the rig itself makes
 * @param worse those in which it is worse
 * @param wanted what must be true
 * @param must whether that is wanted of this pair
 */
record Verdict(List<Measure> better, List<Measure> worse, Wanted wanted, boolean must) {

    private static final double SHARE = 0.1;
    private static final double CHANCE = 0.6;

    Verdict {
        better = List.copyOf(better);
        worse = List.copyOf(worse);
    }

    static Verdict of(Fault fault, Pair pair, Figures ours, Figures theirs) {
        List<Measure> better = new ArrayList<>();
        List<Measure> worse = new ArrayList<>();
        double share = fault.wanted() == Wanted.NOT_WORSE_THAN_CHANCE ? CHANCE : SHARE;
        for (Measure measure : Measure.values()) {
            double difference = ours.median(measure) - theirs.median(measure);
            double luck = fault.wanted() == Wanted.NOT_WORSE_THAN_CHANCE ? 4 : 1;
            double tolerance = luck * measure.tolerance()
                    + share
                            * Math.max(ours.median(measure), theirs.median(measure))
                            * (measure == Measure.TRANSITIONS ? 0 : 1);
            if (difference > tolerance) {
                worse.add(measure);
            } else if (difference < -tolerance) {
                better.add(measure);
            }
        }
        // What people notice decides; where that is equal, how long two routers thought that they serve; then
        // transitions.
        // An address that is handed over while it is served has two owners for a moment, and nobody notices.
        for (int rank = 1; rank <= 3; rank++) {
            int limit = rank;
            if (Stream.concat(better.stream(), worse.stream()).anyMatch(measure -> measure.rank() <= limit)) {
                better.removeIf(measure -> measure.rank() > limit);
                worse.removeIf(measure -> measure.rank() > limit);
            }
        }
        return new Verdict(better, worse, fault.wanted(), pair == Pair.GEMEL);
    }

    /** Whether what is wanted is true. */
    boolean holds() {
        return worse.isEmpty() && (!must || wanted != Wanted.BETTER || !better.isEmpty());
    }

    @Override
    public String toString() {
        if (!worse.isEmpty()) {
            return "**worse**: " + titles(worse) + (better.isEmpty() ? "" : "; better: " + titles(better));
        }
        if (!better.isEmpty()) {
            return "better: " + titles(better);
        }
        return holds() ? "equal" : "**not better**";
    }

    private static String titles(List<Measure> measures) {
        return String.join(", ", measures.stream().map(Measure::title).toList());
    }
}

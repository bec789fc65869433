package org.gemel.balancer.internal.checking;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.gemel.api.checker.Verdict;
import org.gemel.api.checker.Verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Verdicts as they may be kept, whatever a plugin says. */
final class Verdicts {

    private static final int LONGEST = 400;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}\\p{Cf}]");

    private Verdicts() {}

    static Verdict bounded(@Nullable Verdict verdict) {
        Evidence evidence = verdict == null ? null : verdict.evidence();
        if (verdict == null || evidence == null) {
            return Verdict.failed("", "the checker has answered without a verdict or without evidence", Duration.ZERO);
        }
        String asked = bounded(evidence.asked());
        String answered = bounded(evidence.answered());
        if (evidence.took() != null
                && Objects.equals(asked, evidence.asked())
                && Objects.equals(answered, evidence.answered())) {
            return verdict;
        }
        Duration took = evidence.took() == null ? Duration.ZERO : evidence.took();
        return new Verdict(verdict.passed(), verdict.weight(), new Evidence(asked, answered, took));
    }

    /** What was thrown, for people; what a plugin throws may be a class of its own that cannot even tell what it is. */
    static String text(Throwable thrown) {
        try {
            return bounded(thrown.toString());
        } catch (RuntimeException | Error broken) {
            return bounded(thrown.getClass().getName());
        }
    }

    private static String bounded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        // What a server said may end up in a log or on a terminal, and is not to write lines or commands of its own
        // there.
        return CONTROL.matcher(cut).replaceAll("?");
    }
}

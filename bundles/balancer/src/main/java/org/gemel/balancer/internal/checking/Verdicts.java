package org.gemel.balancer.internal.checking;

import java.time.Duration;
import java.util.Objects;
import org.gemel.api.checker.Verdict;
import org.gemel.api.checker.Verdict.Evidence;
import org.jspecify.annotations.Nullable;

/** Verdicts as they may be kept, whatever a plugin says. */
final class Verdicts {

    private static final int LONGEST = 400;

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

    private static String bounded(@Nullable String text) {
        if (text == null) {
            return "";
        }
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}

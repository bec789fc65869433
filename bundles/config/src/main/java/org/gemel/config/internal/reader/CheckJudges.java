package org.gemel.config.internal.reader;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.config.internal.check.Diagnostics;

/**
 * Asks the checkers that are there whether the settings of their checks make sense; each kind in a thread of its own, for whose
 * code is a stranger's and may block. A check whose checker is missing is not judged; who wants to run it tells. Safe for any
 * thread.
 */
final class CheckJudges {

    /** For the judging of one check, and for the checker to be there. */
    private static final long PATIENCE_SECONDS = 1;

    /** So many threads of a kind may never come back; one cannot be ended from outside. */
    static final int MOST_LATE = 3;

    private static final String ADVICE = "update the bundle that it comes from";

    private final Lender lender;
    private final Set<Thread> late = ConcurrentHashMap.newKeySet();

    /** Has checkers. */
    interface Lender {

        /** Lets somebody use the checker of a kind, if there is one, until it returns. */
        void lend(String kind, Consumer<CheckerFactory> user);
    }

    CheckJudges(Lender lender) {
        this.lender = lender;
    }

    /** Reports what makes no sense. */
    void judge(Configuration configuration, Diagnostics diagnostics) {
        Map<String, List<CheckerDefinition>> byKind = new LinkedHashMap<>();
        for (VirtualServer virtual : configuration.balancing().servers()) {
            for (RealServer real : virtual.realServers()) {
                for (CheckerDefinition check : real.checkers()) {
                    byKind.computeIfAbsent(check.kind(), none -> new ArrayList<>())
                            .add(check);
                }
            }
        }
        byKind.forEach((kind, checks) -> judge(kind, checks, diagnostics));
    }

    private void judge(String kind, List<CheckerDefinition> checks, Diagnostics diagnostics) {
        String name = "gemel-judge-" + kind;
        late.removeIf(each -> !each.isAlive());
        Deque<CheckerDefinition> left = new ArrayDeque<>(checks);
        BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
        if (late.stream().filter(each -> each.getName().equals(name)).count() >= MOST_LATE) {
            tooLate(left, diagnostics);
            return;
        }
        Thread judge = new Thread(() -> judge(kind, checks, steps), name);
        judge.setDaemon(true);
        judge.start();
        try {
            while (true) {
                Step step = steps.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (step == null) {
                    late.add(judge);
                    judge.interrupt();
                    tooLate(left, diagnostics);
                    return;
                }
                step.finding().accept(diagnostics);
                if (step.last()) {
                    return;
                }
                if (step.judged()) {
                    left.remove();
                }
            }
        } catch (InterruptedException interrupted) {
            judge.interrupt();
            Thread.currentThread().interrupt();
            tooLate(left, diagnostics);
        }
    }

    private static void tooLate(Deque<CheckerDefinition> left, Diagnostics diagnostics) {
        CheckerDefinition first = left.element();
        diagnostics.warning(
                first.at(),
                "broken-checker",
                "this could not be judged in time: the checker for " + first.kind() + " has not returned within "
                        + PATIENCE_SECONDS + " s"
                        + (left.size() == 1
                                ? ""
                                : "; nor could the " + (left.size() - 1) + " others of its kind that follow"),
                ADVICE);
    }

    /** What has come of one call. */
    private record Step(boolean judged, boolean last, Consumer<Diagnostics> finding) {}

    private void judge(String kind, List<CheckerDefinition> checks, BlockingQueue<Step> steps) {
        Consumer<Diagnostics> end = diagnostics -> {};
        try {
            lender.lend(kind, checker -> {
                steps.add(new Step(false, false, diagnostics -> {}));
                for (CheckerDefinition check : checks) {
                    steps.add(new Step(true, false, judge(checker, check)));
                }
            });
        } catch (RuntimeException | Error broken) {
            end = broken(checks.get(0), broken);
        }
        steps.add(new Step(false, true, end));
    }

    private static Consumer<Diagnostics> judge(CheckerFactory checker, CheckerDefinition check) {
        try {
            checker.judge(check);
            return diagnostics -> {};
        } catch (BadSettingException bad) {
            Position at = bad.at();
            return diagnostics -> diagnostics.error(
                    at == null ? check.at() : at, "bad-check-setting", String.valueOf(bad.getMessage()), "");
        } catch (RuntimeException | Error broken) {
            return broken(check, broken);
        }
    }

    private static Consumer<Diagnostics> broken(CheckerDefinition check, Throwable broken) {
        String message = "the checker for " + check.kind() + " fails when it is to judge this: " + broken;
        return diagnostics -> diagnostics.warning(check.at(), "broken-checker", message, ADVICE);
    }
}

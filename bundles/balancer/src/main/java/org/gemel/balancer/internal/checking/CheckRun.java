package org.gemel.balancer.internal.checking;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Position;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Asker;
import org.gemel.balancer.internal.core.Check;
import org.jspecify.annotations.Nullable;

/**
 * One check, made and asked in the workshop of its kind. Methods of {@link Asker} are called on the loop, those that call the
 * plugin on the workshop's thread.
 */
final class CheckRun implements Asker {

    /** A check may take as long as its delay_loop, which has no bound; longer is a mistake, and could not be counted. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Check check;
    private final Kind kind;
    private final Platform platform;
    private final Loop loop;

    /** On the loop. */
    private @Nullable Made made;

    private @Nullable Question question;
    /** Who answers again may do so endlessly, and the loop is to hear of it once. */
    private final AtomicBoolean answeredAgain = new AtomicBoolean();

    private boolean toldOfFlood;

    private volatile Duration limit;

    private final AtomicInteger threads = new AtomicInteger();

    /** What was made in one workshop; but for the hearing it is touched on its thread only. */
    private static final class Made {
        private final Workshop workshop;
        private final Hearing hearing;
        private @Nullable Checker checker;
        private boolean closed;

        Made(Workshop workshop, Hearing hearing) {
            this.workshop = workshop;
            this.hearing = hearing;
        }
    }

    CheckRun(Check check, Kind kind, Platform platform, Loop loop) {
        this.check = check;
        this.kind = kind;
        this.platform = platform;
        this.loop = loop;
        limit = check.definition().connection().timeout();
    }

    Check check() {
        return check;
    }

    /** From now on it is made elsewhere; null for nowhere. What was made before is closed where it was made. */
    void moveTo(@Nullable Workshop next) {
        Made former = made;
        made = null;
        if (former != null) {
            former.hearing.close();
            giveUp();
            former.workshop.submitLast(this, "close", () -> close(former));
        }
        if (next != null) {
            made = new Made(next, new Hearing(loop, verdict -> kind.heard(check, verdict), () -> {
                if (!toldOfFlood) {
                    toldOfFlood = true;
                    kind.report(
                            check,
                            "checker-floods",
                            "tells of hundreds of verdicts in a moment; only the newest counts");
                }
            }));
        }
    }

    @Override
    public Duration limit() {
        return limit;
    }

    @Override
    public void ask(long number) {
        Made now = made;
        if (now == null) {
            return;
        }
        Question next = new Question(number, limit, this, wish -> cleanUp(now, wish));
        question = next;
        if (now.workshop.isStuck(this)) {
            next.answer(failed("its last call has not returned yet; the checker of kind "
                    + check.definition().kind() + " blocks, and must not"));
            return;
        }
        now.workshop.submit(this, "ask", () -> ask(now, next));
    }

    private void ask(Made now, Question next) {
        if (now.closed || next.over()) {
            return;
        }
        try {
            Checker checker = now.checker;
            if (checker == null) {
                CheckerDefinition definition = check.definition();
                learnLimit(now.workshop.factory().limit(definition), next);
                checker = now.workshop.factory().create(definition, platform, now.hearing);
                now.checker = checker;
            }
            next.polled(checker.polled());
            checker.ask(next);
        } catch (BadSettingException bad) {
            Position at = bad.at();
            String message = (at == null ? "" : at + ": ") + bad.getMessage();
            next.polled(true);
            next.answer(failed(message));
        } catch (Throwable thrown) {
            // Whatever a plugin does: it is a failed check, and nobody else's trouble. It may be written in a language
            // that
            // throws what Java would have declared.
            next.polled(true);
            next.answer(failed("the checker failed: " + Verdicts.text(thrown)));
        }
    }

    @Override
    public void weight(int configured) {
        Made now = made;
        if (now != null) {
            now.workshop.submit(this, "weight", () -> {
                Checker checker = now.checker;
                if (checker != null) {
                    guarded(() -> checker.weight(configured), "hear of another weight");
                }
            });
        }
    }

    private void guarded(Runnable call, String what) {
        try {
            call.run();
        } catch (Throwable thrown) {
            String text = Verdicts.text(thrown);
            loop.execute(() -> kind.report(check, "checker-failed", "failed to " + what + ": " + text));
        }
    }

    /** The first question was asked before anybody knew how long an answer may take. */
    private void learnLimit(@Nullable Duration known, Question first) {
        if (known == null || known.isNegative() || known.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("its limit is " + known + "; wanted is one of up to a hundred years");
        }
        limit = known;
        first.limit(known);
        loop.execute(() -> kind.extend(check, first.number()));
    }

    private static Verdict failed(String what) {
        return Verdict.failed("", what, Duration.ZERO);
    }

    /** The answer to a question, on any thread. */
    void answered(Question to, Verdict verdict) {
        Verdict bounded = Verdicts.bounded(verdict);
        loop.execute(() -> kind.answered(check, to.number(), bounded, to.polled()));
    }

    /** Somebody answers more than once, on any thread. */
    void answeredAgain() {
        if (!answeredAgain.getAndSet(true)) {
            loop.execute(() -> kind.report(
                    check, "checker-answers-twice", "answers a question more than once; the first answer counts"));
        }
    }

    /**
     * What a plugin wishes to be done when nobody waits any more is its own code, and done where that is, before its check is
     * closed; on any thread.
     */
    private void cleanUp(Made by, Runnable wish) {
        by.workshop.submitLast(this, "clean up", () -> guarded(wish, "clean up"));
    }

    /** A thread was started within a call of it; on the thread of that. */
    void startedThread() {
        threads.incrementAndGet();
    }

    /** How many threads were started within calls of it, since it was made; whatever has become of them. */
    int threads() {
        return threads.get();
    }

    /** A call of it does not return. */
    void stuck(String what) {
        Question unanswered = question;
        kind.report(
                check,
                "checker-blocks",
                what + " has not returned for " + Workshop.PATIENCE / 1_000_000 + " ms, and must not block");
        if (unanswered != null) {
            unanswered.polled(true);
            unanswered.answer(failed("the checker blocks at " + what + ", and must not"));
        }
    }

    @Override
    public void abandon(long number) {
        Question now = question;
        if (now != null && now.number() == number) {
            now.abandon();
        }
    }

    @Override
    public void close() {
        moveTo(null);
        kind.forget(this);
    }

    private void giveUp() {
        Question now = question;
        if (now != null) {
            now.abandon();
        }
    }

    private void close(Made former) {
        former.closed = true;
        Checker checker = former.checker;
        former.checker = null;
        if (checker != null) {
            guarded(checker::close, "close");
        }
    }
}

package org.gemel.balancer.internal.core;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition.Timing;

/** Which check is asked when, and what it means for its real server that it is answered, or not (behaviours 89 to 91). */
public final class Rounds {

    /** Who was waited for is asked within so long: nobody waits longer for what is there at last. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What a start takes is shorter. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(2);

    /** How much longer than allowed an answer is waited for: it may still lie on somebody's table. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Outlet outlet;
    private final RandomGenerator chance;
    private final Timetable timetable = new Timetable();
    private Duration grace = Balancing.DEFAULT_GRACE;

    /** @param chance decides when checks begin */
    Rounds(Outlet outlet, RandomGenerator chance) {
        this.outlet = outlet;
        this.chance = chance;
    }

    /** How long the last verdict of a check stands that nobody can ask. */
    void grace(Duration next) {
        grace = next;
    }

    /** A check is to be asked. */
    void open(Check check, Moment now) {
        // Nobody can be asked until available() says so; until then the grace runs.
        check.condition("nobody has come yet who knows how to ask");
        check.waits(now.nanos());
        startGrace(check, now);
        check.asker(outlet.asker(check));
    }

    /** A check whose real server has another weight is asked soon whether what it adds is still so. */
    void renew(Check check, Moment now) {
        // One without an entry hears by itself.
        if (check.takeOutdated() && check.entry() != null && check.condition() == null && !check.asking()) {
            schedule(check, within(soon(check)), now);
        }
    }

    /** A check is no more. */
    void close(Check check) {
        timetable.clear(check);
        check.close();
    }

    /** How many nanoseconds are left until {@link #advance} has something to do; {@link Long#MAX_VALUE} for ever. */
    public long left(long nanos) {
        return timetable.left(nanos);
    }

    /** Does what is due. */
    public void advance(Moment now) {
        for (Check due = timetable.poll(now.nanos()); due != null; due = timetable.poll(now.nanos())) {
            String condition = due.condition();
            if (condition != null) {
                graceIsOver(due, condition, now);
            } else if (due.asking()) {
                late(due, now);
            } else {
                Duration limit = due.ask();
                timetable.set(due, now.nanos() + limit.plus(SLACK).toNanos());
            }
        }
    }

    private static void graceIsOver(Check check, String condition, Moment now) {
        if (check.speakLastWord()) {
            check.judge(Verdict.failed(check.definition().kind(), condition, Duration.ZERO), now);
            check.member().pool().heard(check, now);
        }
    }

    private void late(Check check, Moment now) {
        Duration limit = check.asker().limit();
        check.abandon();
        take(
                check,
                Verdict.failed(check.definition().kind(), "no answer within " + limit.toMillis() + " ms", limit),
                true,
                now);
    }

    /** Somebody who knows how to ask is there, the first one or another than before: verdicts stand until they are renewed. */
    public void available(Check check, Moment now) {
        if (check.closed()) {
            return;
        }
        // Who has waited for a checker is asked soon; the others warm up, which spreads them over their interval.
        boolean first =
                check.condition() != null && check.latest() == null && check.waited(now.nanos()) < LONG_WAIT.toNanos();
        check.abandon();
        check.condition(null);
        if (check.member().pool().suspended()) {
            timetable.clear(check);
        } else {
            schedule(check, within(first ? check.definition().timing().warmup() : soon(check)), now);
        }
    }

    /** Nobody is there any more who knows how to ask: the last verdict stands for the grace. */
    public void unavailable(Check check, String reason, Moment now) {
        if (check.closed()) {
            return;
        }
        check.abandon();
        boolean before = check.condition() != null;
        if (before && check.entry() != null) {
            check.condition(reason);
            return;
        }
        check.condition(reason);
        startGrace(check, now);
    }

    /** Not where nothing is judged now. */
    private void startGrace(Check check, Moment now) {
        if (check.member().pool().suspended()) {
            timetable.clear(check);
        } else {
            timetable.set(check, now.nanos() + grace.toNanos());
        }
    }

    /** It has turned out how long the answer to a question may take: so long from now on. */
    public void extend(Check check, long question, Moment now) {
        if (check.waitsFor(question) && !check.closed()) {
            timetable.set(check, now.nanos() + check.asker().limit().plus(SLACK).toNanos());
        }
    }

    /**
     * An answer has come.
     *
     * @param question its number; an answer to another one than the last is not looked at
     * @param polled whether it is to be asked again
     */
    public void answered(Check check, long question, Verdict verdict, boolean polled, Moment now) {
        if (check.waitsFor(question) && !check.closed()) {
            take(check, verdict, polled, now);
        }
    }

    private void take(Check check, Verdict verdict, boolean polled, Moment now) {
        tellFailure(check, verdict);
        Duration pause = polled ? check.answered(verdict, now) : heardAtOnce(check, verdict, now);
        if (polled) {
            schedule(check, pause.toNanos(), now);
        } else {
            timetable.clear(check);
        }
        check.member().pool().heard(check, now);
    }

    private void tellFailure(Check check, Verdict verdict) {
        if (!verdict.passed() && check.definition().logAllFailures()) {
            outlet.failed(check, verdict);
        }
    }

    private static Duration heardAtOnce(Check check, Verdict verdict, Moment now) {
        check.answeredForGood();
        check.judge(verdict, now);
        return Duration.ZERO;
    }

    /** A check has heard something by itself. */
    public void heard(Check check, Verdict verdict, Moment now) {
        if (!check.closed()
                && check.condition() == null
                && !check.member().pool().suspended()) {
            tellFailure(check, verdict);
            check.judge(verdict, now);
            check.member().pool().heard(check, now);
        }
    }

    private void schedule(Check check, long nanos, Moment now) {
        timetable.set(check, now.nanos() + nanos);
    }

    private static Duration soon(Check check) {
        Timing timing = check.definition().timing();
        return timing.interval().compareTo(SOON) < 0 ? timing.interval() : SOON;
    }

    private long within(Duration most) {
        return most.isZero() ? 0 : chance.nextLong(most.toNanos() + 1);
    }

    /** The checks of a virtual server rest from now on, or go on. */
    void suspend(Pool pool, Moment now) {
        for (Check check : pool.checks()) {
            if (check.condition() != null) {
                startGrace(check, now);
                continue;
            }
            check.abandon();
            if (pool.suspended()) {
                timetable.clear(check);
            } else {
                schedule(check, within(soon(check)), now);
            }
        }
    }
}

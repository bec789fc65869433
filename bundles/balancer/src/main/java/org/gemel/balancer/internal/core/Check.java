package org.gemel.balancer.internal.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.balancer.VirtualServerStatus.Seen;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.jspecify.annotations.Nullable;

/** A check of a real server: what it has said, and what it is asked next (behaviours 88 to 92). */
public final class Check {

    /** How many changes are remembered. */
    static final int CHANGES = 10;

    /** Read on other threads, too. */
    private volatile CheckerDefinition definition;

    private final Deque<Seen> changes = new ArrayDeque<>();
    private final Member member;
    private @Nullable Asker asker;
    private @Nullable Seen latest;
    private boolean passed;
    private int weight;
    /** Of this round. The first round has none (behaviour 89), unless it goes on where another check passed. */
    private int retriesLeft;

    private Timetable.@Nullable Entry entry;
    private long question;
    private boolean asking;
    private boolean closed;
    private boolean outdated;
    private @Nullable String condition;
    /** In nanoseconds: since when it waits to be asked for the first time. */
    private @Nullable Long waitsSince;

    private boolean lastWordSpoken;
    private long probes;
    private long failures;

    Check(Member member, CheckerDefinition definition) {
        this.member = member;
        this.definition = definition;
        passed = !definition.alpha();
    }

    /** What it is. */
    public CheckerDefinition definition() {
        return definition;
    }

    /** Of which virtual server, for messages. */
    public String virtualServer() {
        return member.pool().name();
    }

    /** Of which real server, for messages. */
    public String realServer() {
        return member.name();
    }

    Member member() {
        return member;
    }

    /** Begins with what one of its kind has said whose place it takes. */
    void succeed(Check former) {
        passed = former.passed;
        weight = former.weight;
        latest = former.latest;
        changes.addAll(former.changes);
        retriesLeft = Math.min(former.retriesLeft, definition.timing().retries());
        waitsSince = former.waitsSince;
    }

    /** It cannot be asked yet. */
    void waits(long nanos) {
        if (waitsSince == null) {
            waitsSince = nanos;
        }
    }

    /** How long it has waited, in nanoseconds. */
    long waited(long nanos) {
        return waitsSince == null ? 0 : nanos - waitsSince;
    }

    /** Its real server has another weight from now on; nothing else is new. */
    void redefine(CheckerDefinition next) {
        definition = next;
        Asker by = asker;
        if (by != null) {
            by.weight(next.weight());
            outdated = weight != 0;
        }
    }

    /** Whether what it adds to the weight was meant for another one; once. */
    boolean takeOutdated() {
        boolean was = outdated;
        outdated = false;
        return was;
    }

    /** Begins with what it said in an earlier life. */
    void recall(boolean formerlyPassed, int formerWeight, @Nullable Seen formerLatest) {
        passed = formerlyPassed;
        weight = formerWeight;
        if (formerLatest != null) {
            latest = formerLatest;
            changes.addFirst(formerLatest);
            retriesLeft = passed ? definition.timing().retries() : 0;
        }
    }

    Timetable.@Nullable Entry entry() {
        return entry;
    }

    void entry(Timetable.@Nullable Entry next) {
        entry = next;
    }

    boolean hasAsker() {
        return asker != null;
    }

    Asker asker() {
        Asker by = asker;
        if (by == null) {
            throw new IllegalStateException("nobody asks yet");
        }
        return by;
    }

    void asker(Asker by) {
        asker = by;
    }

    boolean passed() {
        return passed;
    }

    /** What it adds to the weight. */
    int weight() {
        return weight;
    }

    @Nullable
    Seen latest() {
        return latest;
    }

    /** Why it cannot be asked; null if it can. */
    @Nullable
    String condition() {
        return condition;
    }

    /** It cannot be asked, or can again. */
    void condition(@Nullable String reason) {
        condition = reason;
        lastWordSpoken = false;
    }

    /** Its last verdict has stood long enough without anybody who can be asked; whether that is new. */
    boolean speakLastWord() {
        boolean first = !lastWordSpoken;
        lastWordSpoken = true;
        return first;
    }

    boolean asking() {
        return asking;
    }

    boolean waitsFor(long answered) {
        return asking && question == answered;
    }

    /** Asks; returns how long the answer may take. */
    Duration ask() {
        asking = true;
        probes++;
        Asker by = asker();
        Duration limit = by.limit();
        by.ask(++question);
        return limit;
    }

    /** Nobody waits for an answer any more. */
    void abandon() {
        if (asking) {
            asking = false;
            asker().abandon(question);
        }
    }

    /** It is no more: whatever still comes for it is not looked at. */
    void close() {
        abandon();
        closed = true;
        if (asker != null) {
            asker.close();
        }
    }

    boolean closed() {
        return closed;
    }

    /** An answer has come, or has not come in time; how long to wait until it is asked again. */
    Duration answered(Verdict verdict, Moment now) {
        asking = false;
        CheckerDefinition.Timing timing = definition.timing();
        if (!verdict.passed() && retriesLeft > 0) {
            retriesLeft--;
            failures++;
            latest = new Seen(now.wall(), verdict);
            return timing.retryDelay();
        }
        retriesLeft = timing.retries();
        judge(verdict, now);
        return timing.interval();
    }

    /** An answer has come, and it is not to be asked again. */
    void answeredForGood() {
        asking = false;
    }

    /** A verdict that counts. */
    void judge(Verdict verdict, Moment now) {
        Seen seen = new Seen(now.wall(), verdict);
        boolean first = latest == null;
        latest = seen;
        failures += verdict.passed() ? 0 : 1;
        if (first || verdict.passed() != passed || (passed && verdict.weight() != weight)) {
            changes.addFirst(seen);
            if (changes.size() > CHANGES) {
                changes.removeLast();
            }
        }
        passed = verdict.passed();
        weight = passed ? verdict.weight() : weight;
    }

    /** What was said last, for a person. */
    String phrase() {
        Seen seen = latest;
        return definition.kind() + ": "
                + (seen == null ? "not asked yet" : seen.verdict().evidence().answered());
    }

    CheckStatus status() {
        List<Seen> history = new ArrayList<>(changes);
        if (latest != null && (history.isEmpty() || history.get(0) != latest)) {
            history.add(0, latest);
        }
        return new CheckStatus(definition.kind(), passed, condition, probes, failures, history);
    }
}

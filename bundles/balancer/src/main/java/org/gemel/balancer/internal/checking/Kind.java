package org.gemel.balancer.internal.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Check;
import org.jspecify.annotations.Nullable;

/** All checks of one kind, and the workshop where they are made: none while there is no factory. On the loop only. */
final class Kind implements Leaks.Suspect {

    /** So many inspections without a factory are no update of its bundle any more. */
    private static final int PATIENCE = 12;

    /** So many real servers are named where something is said of all. */
    private static final int NAMED = 8;

    private final String name;
    private final Checking.Court court;
    private final Loop loop;
    private final Set<CheckRun> runs = new LinkedHashSet<>();
    private @Nullable Workshop workshop;
    private String bundle = "";
    private boolean ours;
    private Growth growth = new Growth();
    /** Why nobody is asked though there is a factory; empty while they are. */
    private String out = "";
    /** What was closed to see what that frees. */
    private @Nullable Workshop suspended;

    private int missed;
    /** Real servers and codes that somebody was told of already. */
    private final Set<String> reported = new HashSet<>();

    /** @param court who hears what comes of checks */
    Kind(String name, Checking.Court court, Loop loop) {
        this.name = name;
        this.court = court;
        this.loop = loop;
    }

    CheckRun run(Check check, Platform platform) {
        CheckRun run = new CheckRun(check, this, platform, loop);
        runs.add(run);
        return run;
    }

    /** Lets a check begin, once it is known to its virtual server. */
    void begin(CheckRun run) {
        Workshop where = workshop;
        if (!runs.contains(run)) {
            return;
        }
        if (where == null) {
            court.unavailable(run.check(), missing());
        } else if (!out.isEmpty()) {
            court.unavailable(run.check(), out);
        } else {
            run.moveTo(where);
            court.available(run.check());
        }
    }

    void forget(CheckRun run) {
        runs.remove(run);
    }

    boolean isEmpty() {
        return runs.isEmpty();
    }

    /** The factory that there is now; null for none. Completes when the checkers of the one before are closed. */
    CompletableFuture<Void> factory(CheckerFactories.@Nullable Offer offer) {
        Workshop former = workshop;
        if ((former == null ? null : former.factory()) == (offer == null ? null : offer.factory())) {
            return CompletableFuture.completedFuture(null);
        }
        Workshop next = offer == null ? null : new Workshop(name, offer.factory());
        workshop = next;
        bundle = offer == null ? "" : offer.bundle();
        ours = offer != null && offer.ours();
        growth = new Growth();
        out = "";
        suspended = null;
        reported.clear();
        List<CheckRun> all = new ArrayList<>(runs);
        for (CheckRun each : all) {
            each.moveTo(next);
            if (next == null) {
                court.unavailable(each.check(), missing());
            } else {
                court.available(each.check());
            }
        }
        return former == null ? CompletableFuture.completedFuture(null) : former.close();
    }

    private static String count(int checks) {
        return checks == 1 ? "one check waits" : checks + " checks wait";
    }

    private String missing() {
        return "there is no checker for " + name + ": install or start a bundle with one; those of Gemel are called"
                + " org.gemel.checker-...";
    }

    /** Looks for calls that do not return, and for threads that were left behind. */
    void inspect(long now) {
        Workshop where = workshop;
        missed = where == null ? missed + 1 : 0;
        if (missed == PATIENCE && !runs.isEmpty()) {
            report(runs.iterator().next().check(), "checker-missing", missing() + "; " + count(runs.size()));
        }
        if (where == null) {
            return;
        }
        boolean before = where.quarantined();
        Workshop.Stuck call = where.inspect(now);
        if (call != null) {
            call.run().stuck(call.what());
            if (where.quarantined() && !before) {
                putOut(call.run(), "checker-quarantined", Workshop.MOST_STUCK + " of its calls have not returned");
            }
        }
        if (mayLeak() && growth.endless(now, where.threads())) {
            where.quarantine();
            runs.stream()
                    .max(Comparator.comparingInt(CheckRun::threads))
                    .ifPresent(most -> putOut(
                            most,
                            "checker-leaks",
                            where.threads() + " threads that it has started go on, and they become more; this check has"
                                    + " started " + most.threads()));
            runs.forEach(each -> each.moveTo(null));
        }
    }

    /** Whether it comes from somebody else, and holds something. */
    boolean mayLeak() {
        return workshop != null && !ours && out.isEmpty() && !runs.isEmpty();
    }

    private void putOut(CheckRun guilty, String code, String why) {
        unavailable("the checker for " + name + " is not asked any more, because " + why + "; replace its bundle "
                + bundle);
        report(guilty.check(), code, out);
    }

    private void unavailable(String reason) {
        out = reason;
        List.copyOf(runs).forEach(each -> court.unavailable(each.check(), reason));
    }

    @Override
    public String name() {
        return name + " of " + bundle;
    }

    /** Closes all checks; their last verdicts stand for a while. */
    @Override
    public CompletableFuture<Void> giveUp() {
        Workshop where = workshop;
        if (where == null || !mayLeak()) {
            return CompletableFuture.completedFuture(null);
        }
        suspended = where;
        List<CheckRun> all = List.copyOf(runs);
        unavailable("the checker for " + name + " is closed for a moment, to see whether memory that is short is its");
        all.forEach(each -> each.moveTo(null));
        CompletableFuture<Void> closed = new CompletableFuture<>();
        where.submitLast(all.get(0), "close", () -> closed.complete(null));
        return closed;
    }

    @Override
    public void keepOut(long bytes) {
        if (resumes() && !runs.isEmpty()) {
            putOut(
                    runs.iterator().next(),
                    "checker-leaks",
                    "memory was short and closing " + checks() + " freed " + (bytes >> 20) + " MB");
        }
    }

    @Override
    public void takeBack() {
        Workshop where = workshop;
        if (where != null && resumes()) {
            out = "";
            for (CheckRun each : List.copyOf(runs)) {
                each.moveTo(where);
                court.available(each.check());
            }
        }
    }

    /** Whether it is still the one that was closed, and nothing else has happened to it; it is not closed for a moment any more. */
    private boolean resumes() {
        Workshop former = suspended;
        suspended = null;
        return former != null && former == workshop && !former.quarantined();
    }

    private String checks() {
        String named = runs.stream()
                .map(each -> each.check().realServer())
                .distinct()
                .limit(NAMED)
                .collect(Collectors.joining(", "));
        return "its " + runs.size() + " checks (" + named + (runs.size() > NAMED ? ", ..." : "") + ")";
    }

    void heard(Check check, Verdict verdict) {
        court.heard(check, verdict);
    }

    void answered(Check check, long question, Verdict verdict, boolean polled) {
        court.answered(check, question, verdict, polled);
    }

    void extend(Check check, long question) {
        court.extend(check, question);
    }

    /** Something is wrong with a check; said once for each until the checker is replaced. */
    void report(Check check, String code, String message) {
        if (reported.add(code + " " + check.virtualServer() + " " + check.realServer())) {
            court.report(check, code, name + ": " + message);
        }
    }

    void close() {
        Workshop where = workshop;
        workshop = null;
        if (where != null) {
            where.close();
        }
    }
}

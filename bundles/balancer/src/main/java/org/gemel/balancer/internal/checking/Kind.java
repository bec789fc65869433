package org.gemel.balancer.internal.checking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Check;
import org.jspecify.annotations.Nullable;

/** All checks of one kind, and the workshop where they are made: none while there is no factory. On the loop only. */
final class Kind {

    /** So many inspections without a factory are no update of its bundle any more. */
    private static final int PATIENCE = 12;

    private final String name;
    private final Checking.Court court;
    private final Loop loop;
    private final Set<CheckRun> runs = new LinkedHashSet<>();
    private @Nullable Workshop workshop;
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
        } else if (where.quarantined()) {
            court.unavailable(run.check(), quarantine());
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
    CompletableFuture<Void> factory(@Nullable CheckerFactory factory) {
        Workshop former = workshop;
        if ((former == null ? null : former.factory()) == factory) {
            return CompletableFuture.completedFuture(null);
        }
        Workshop next = factory == null ? null : new Workshop(name, factory);
        workshop = next;
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

    private String quarantine() {
        return "the checker for " + name + " is not asked any more, because " + Workshop.MOST_STUCK
                + " of its calls have not returned; replace its bundle";
    }

    /** Looks for calls that do not return. */
    void inspect(long now) {
        Workshop where = workshop;
        boolean before = where != null && where.quarantined();
        Workshop.Stuck call = where == null ? null : where.inspect(now);
        missed = where == null ? missed + 1 : 0;
        if (missed == PATIENCE && !runs.isEmpty()) {
            report(runs.iterator().next().check(), "checker-missing", missing() + "; " + count(runs.size()));
        }
        if (where == null || call == null) {
            return;
        }
        call.run().stuck(call.what());
        if (where.quarantined() && !before) {
            List.copyOf(runs).forEach(each -> court.unavailable(each.check(), quarantine()));
            report(call.run().check(), "checker-quarantined", quarantine());
        }
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

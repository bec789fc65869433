package org.gemel.balancer.internal.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
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

    /** Some may serve all checks; a thread for each check is a leak. */
    private static final int MOST_THREADS = 32;

    /** So often what its checks keep is given up and they go on. */
    private static final int MOST_LEAKS = 3;

    /** So few checks are suspected one by one. */
    private static final int FEW = 8;

    private final String name;
    private final Checking.Court court;
    private final Loop loop;
    private final Set<CheckRun> runs = new LinkedHashSet<>();
    private @Nullable Workshop workshop;
    private String quarantine = "";
    private int leaks;
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
            court.unavailable(run.check(), quarantine);
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
        leaks = 0;
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
    void inspect(long now, Thread[] alive) {
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
                quarantined(call.run(), Workshop.MOST_STUCK + " of its calls have not returned");
            }
        }
        long threads = Stream.of(alive).filter(where::hasStarted).count();
        if (threads > MOST_THREADS && !where.quarantined()) {
            runs.stream().max(Comparator.comparingInt(CheckRun::threads)).ifPresent(most -> {
                report(
                        most.check(),
                        "checker-leaks",
                        "has started " + most.threads() + " of " + threads + " threads of its kind that go on");
                closeAll(where);
                quarantined(most, threads + " threads that it has started go on");
            });
        }
    }

    private void closeAll(Workshop where) {
        where.quarantine();
        runs.forEach(each -> each.moveTo(null));
    }

    private void quarantined(CheckRun guilty, String why) {
        quarantine = "the checker for " + name + " is not asked any more, because " + why + "; replace its bundle";
        List.copyOf(runs).forEach(each -> court.unavailable(each.check(), quarantine));
        report(guilty.check(), "checker-quarantined", quarantine);
    }

    /** What may keep memory: each check, or all of them together where they are many. */
    List<Leaks.Suspect> suspects() {
        List<CheckRun> all = List.copyOf(runs);
        if (all.size() > FEW) {
            return List.of(new Leaks.Suspect(() -> renew(all), kept -> leaks(all, kept)));
        }
        return all.stream()
                .map(each -> new Leaks.Suspect(() -> renew(List.of(each)), kept -> leaks(List.of(each), kept)))
                .toList();
    }

    /** Closes checks and makes them anew; their verdicts stand. Completes when they are closed. */
    private CompletableFuture<Void> renew(List<CheckRun> some) {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        Workshop where = workshop;
        List<CheckRun> left = some.stream().filter(runs::contains).toList();
        if (where == null || where.quarantined() || left.isEmpty()) {
            closed.complete(null);
            return closed;
        }
        for (CheckRun each : left) {
            each.moveTo(where);
            court.available(each.check());
        }
        where.submitLast(left.get(0), "close", () -> closed.complete(null));
        return closed;
    }

    private void leaks(List<CheckRun> guilty, long bytes) {
        CheckRun first = guilty.get(0);
        String kept = "kept " + (bytes >> 20) + " MB of memory, which was short";
        report(
                first.check(),
                "checker-leaks",
                (guilty.size() == 1 ? "" : "with " + (guilty.size() - 1) + " others of its kind it ") + kept
                        + "; closing freed it, and it was made anew");
        Workshop where = workshop;
        leaks++;
        if (where != null && leaks >= MOST_LEAKS && !where.quarantined()) {
            closeAll(where);
            quarantined(first, "it has " + kept + ", time and again");
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

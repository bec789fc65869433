package org.gemel.appliance.internal;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gemel.api.appliance.Duty;
import org.gemel.api.appliance.Maintenance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.HandoverResult.End;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handing over, and maintenance.
 *
 * <p>How long a maintenance still takes is counted by a clock that nobody sets while the process runs, and by the wall clock
 * from one process to the next, for only that one goes on while a machine is off. Where the wall clock says less than it did
 * at the beginning, as on a router that does not know the time yet, the maintenance takes its whole time again, and never
 * more.
 */
final class ApplianceDuty implements Duty, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final EngineKeeper engines;
    private final MaintenanceFile file;
    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;
    private final Object beginning = new Object();
    private volatile boolean inBeginning;
    /** Since one began to begin. */
    private volatile boolean ended;

    private @Nullable Current current;
    /** What the maintenance has handed over; null for one that was begun in an earlier life, which may be anything. */
    private @Nullable Set<String> handedOver;

    /** A maintenance that goes on; {@code end} in the time of {@link System#nanoTime}, null for never. */
    private record Current(
            MaintenanceFile.Entry entry, @Nullable Long end) {

        @Nullable
        Duration left() {
            return end == null ? null : Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        }
    }

    ApplianceDuty(EngineKeeper engines, MaintenanceFile file, Clock clock) {
        this.engines = engines;
        this.file = file;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "gemel-maintenance");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public List<HandoverResult> handOver(Set<String> names) {
        List<HandoverResult> results = engines.handOver(names);
        results.forEach(each -> LOG.info("{}: {}", each.instance(), each.text()));
        return results;
    }

    @Override
    public List<String> takeBack(Set<String> names) {
        List<String> back = engines.takeBack(names);
        back.forEach(each -> LOG.info("{}: stands for election again", each));
        return back;
    }

    @Override
    public synchronized @Nullable Maintenance maintenance() {
        Current now = current;
        return now == null
                ? null
                : new Maintenance(
                        now.entry().by(), now.entry().since(), now.entry().until(), now.left());
    }

    /** Goes on with a maintenance that was written down, if there is one. Before an engine runs. */
    synchronized void resume() {
        try {
            MaintenanceFile.Entry entry = file.read();
            if (entry == null) {
                return;
            }
            Duration left = left(entry);
            if (left != null && left.isZero()) {
                file.delete();
                LOG.info("the maintenance that {} began is over since {}", entry.by(), entry.until());
                return;
            }
            begin(entry, left);
            LOG.warn("{}", reason(entry));
        } catch (IOException e) {
            begin(new MaintenanceFile.Entry("somebody unknown", clock.instant(), null), null);
            LOG.warn(
                    "cannot read {} ({}); taking it for a maintenance without an end: gemel maintenance off",
                    file,
                    e.toString());
        }
    }

    /** By the wall clock, but never more than the whole time. */
    private @Nullable Duration left(MaintenanceFile.Entry entry) {
        Instant until = entry.until();
        if (until == null) {
            return null;
        }
        Instant now = clock.instant();
        Duration left = Duration.between(now.isBefore(entry.since()) ? entry.since() : now, until);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public Begun beginMaintenance(String by, @Nullable Duration time, boolean force) {
        // One after the other; ending one that is only being begun does not wait.
        synchronized (beginning) {
            ended = false;
            inBeginning = true;
            try {
                return begin(by, time, force);
            } finally {
                inBeginning = false;
            }
        }
    }

    private Begun begin(String by, @Nullable Duration time, boolean force) {
        boolean already = maintenance() != null;
        // First, so that a router that is restarted in the middle of this does what was asked of it.
        file.write(entry(by, time));
        List<HandoverResult> handovers = already ? List.of() : handOver(Set.of());
        if (!force && handovers.stream().anyMatch(each -> each.end() == End.STILL_MASTER)) {
            erase();
            takeBackAny(handedOver(handovers));
            LOG.warn("no maintenance for {}: nobody takes over", by);
            return new Begun(null, handovers);
        }
        // The time begins now: handing over took some.
        MaintenanceFile.Entry entry = entry(by, time);
        boolean begun;
        synchronized (this) {
            begun = !ended;
            if (begun) {
                file.write(entry);
                if (!already) {
                    handedOver = handedOver(handovers);
                }
                begin(entry, time);
            }
        }
        if (!begun) {
            erase();
            takeBackAny(handedOver(handovers));
            LOG.info("no maintenance for {}: it was ended while it began", by);
            return new Begun(null, handovers);
        }
        LOG.info("{}", reason(entry));
        return new Begun(maintenance(), handovers);
    }

    private static Set<String> handedOver(List<HandoverResult> handovers) {
        return handovers.stream()
                .filter(each -> each.end() == End.HANDED_OVER)
                .map(HandoverResult::instance)
                .collect(Collectors.toSet());
    }

    private void takeBackAny(Set<String> names) {
        if (!names.isEmpty()) {
            takeBack(names);
        }
    }

    private MaintenanceFile.Entry entry(String by, @Nullable Duration time) {
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new MaintenanceFile.Entry(by, since, time == null ? null : since.plus(time));
    }

    private void begin(MaintenanceFile.Entry entry, @Nullable Duration left) {
        Long end = left == null ? null : System.nanoTime() + left.toNanos();
        Current begun = new Current(entry, end);
        current = begun;
        engines.exclude(reason(entry));
        timer.getQueue().clear();
        if (left != null) {
            timer.schedule(() -> expired(begun), left.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static String reason(MaintenanceFile.Entry entry) {
        return "in maintenance by " + entry.by()
                + (entry.until() == null ? "" : " until " + entry.until())
                + "; end it with: gemel maintenance off";
    }

    private synchronized void expired(Current whose) {
        if (whose.equals(current)) {
            end("its time is over");
        }
    }

    @Override
    public synchronized boolean endMaintenance(String by) {
        ended = true;
        if (current == null) {
            return inBeginning;
        }
        end("ended by " + by);
        return true;
    }

    private void end(String why) {
        current = null;
        timer.getQueue().clear();
        erase();
        // First, so that an owner serves as soon as it may.
        if (handedOver == null) {
            takeBack(Set.of());
        } else {
            takeBackAny(handedOver);
        }
        engines.exclude(null);
        LOG.info("maintenance is over: {}", why);
    }

    private void erase() {
        try {
            file.delete();
        } catch (IOException e) {
            LOG.error("cannot delete {} ({}); delete it, or the next start is in maintenance", file, e.toString());
        }
    }

    /** Forgets what was to happen later; what is written down stays. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}

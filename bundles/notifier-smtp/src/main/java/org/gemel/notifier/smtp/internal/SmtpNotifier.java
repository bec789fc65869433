package org.gemel.notifier.smtp.internal;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Mails changes of state. Without mail in the configuration there is no thread, and the mail library is not loaded. */
@Component(property = Notifier.KIND + "=smtp")
public final class SmtpNotifier implements Notifier {

    /** For a letter that is just being sent. */
    private static final Duration LAST_LETTER = Duration.ofSeconds(2);

    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Not there for a moment when it is updated. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Platform platform;

    private final Object lock = new Object();
    private final Outbox outbox;
    private final Way way;
    private final BooleanSupplier processEnds;
    private final Duration lastLetter;
    private final ScheduledThreadPoolExecutor thread;
    private @Nullable Sender sender;

    @Activate
    public SmtpNotifier(BundleContext context) {
        this(
                null,
                LAST_LETTER,
                () -> context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() == Bundle.STOPPING);
    }

    /**
     * @param way where connections start from; null for inside the platform's network
     * @param lastLetter for how long the end of the process waits for a letter that is being sent
     * @param processEnds asked at the end: whether it is the end of the process, and not of this bundle only
     */
    SmtpNotifier(@Nullable Way way, Duration lastLetter, BooleanSupplier processEnds) {
        this.lastLetter = lastLetter;
        this.processEnds = processEnds;
        this.way = way == null ? attempt -> Way.inside(platform, attempt) : way;
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "gemel-smtp");
            worker.setDaemon(true);
            return worker;
        });
        thread.setKeepAliveTime(IDLE.toNanos(), TimeUnit.NANOSECONDS);
        thread.allowCoreThreadTimeOut(true);
        outbox = new Outbox(new OwnThread(thread));
    }

    @Override
    public void configured(Configuration configuration) {
        Sender next = Sender.of(configuration);
        synchronized (lock) {
            boolean same = next == null ? sender == null : next.equals(sender);
            sender = next;
            if (!same) {
                outbox.use(
                        next == null ? null : new SmtpRelay(next, Steps.UNSEEN, way),
                        next == null ? 1 : next.mail().perMinute());
            }
        }
    }

    @Override
    public @Nullable CompletionStage<Outcome> tell(Notice notice) {
        Sender to;
        synchronized (lock) {
            to = sender;
        }
        Letter letter = to == null || !notice.wishes().mail() ? null : Letter.about(notice.event());
        if (to == null
                || letter == null
                || Letter.isFault(notice.event()) && !to.mail().faults()) {
            return null;
        }
        return outbox.post(letter);
    }

    /**
     * When the process ends, the letter that is being sent is waited for, for a bounded time. In an update nobody waits, for no
     * virtual router is served until the bundles are there again: that letter goes on its way by itself, and what waits is left
     * to the next notifier.
     */
    @Deactivate
    public void deactivate() {
        thread.shutdown();
        if (!processEnds.getAsBoolean()) {
            outbox.leave();
            return;
        }
        try {
            thread.awaitTermination(lastLetter.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        thread.shutdownNow();
        outbox.abandon("the appliance stops");
    }

    private record OwnThread(ScheduledThreadPoolExecutor thread) implements Schedule {

        OwnThread {
            thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public void in(Duration delay, Runnable task) {
            try {
                thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException ending) {
                // What waits is abandoned in a moment.
                thread.purge();
            }
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}

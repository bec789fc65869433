package org.gemel.notifier.smtp.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.notifier.Outcome;
import org.gemel.notifier.smtp.internal.Relay.Connection;
import org.gemel.notifier.smtp.internal.Relay.Receipt;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters on their way. Those of a burst go through one connection; after a failure all wait, ever longer, for they all have
 * the same relay, sender and recipients; above the bound they go in a summary. Safe for any thread; only the schedule's thread
 * talks to the relay.
 */
final class Outbox {

    /** A relay that is restarted, or a path that comes back after a takeover, is met soon. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    static final Duration LONGEST_PAUSE = Duration.ofSeconds(64);

    /** By then a newer state waits, or nobody reads mail. */
    static final Duration PATIENCE = Duration.ofMinutes(15);

    /** How long a connection is kept for a letter that may follow. */
    static final Duration LINGER = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.smtp");

    private final Schedule schedule;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private final Held held = new Held();
    private @Nullable Relay relay;
    private Throttle throttle = new Throttle(1);
    private int perMinute = 1;
    private Duration pause = Duration.ZERO;
    private long notBefore;
    /** Whether the next attempt is arranged for, so that a new letter needs none of its own. */
    private boolean arranged;

    private boolean summaryArranged;

    /** Whether another outbox has taken over. */
    private boolean left;

    /** What is on its way to the relay. */
    private @Nullable Item sending;

    /** Used by the schedule's thread only. */
    private @Nullable Connection connection;

    /** The relay that the connection leads to. */
    private @Nullable Relay connected;

    private long lastUse;

    /** A letter and who is still to get it. */
    private static final class Item {
        final Letter letter;
        final long since;
        final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        /** Null for all. */
        @Nullable
        List<Mailbox> to;

        Item(Letter letter, long since) {
            this.letter = letter;
            this.since = since;
        }
    }

    Outbox(Schedule schedule) {
        this.schedule = schedule;
    }

    /**
     * From now on letters go there; also those that wait.
     *
     * @param next null if mail is sent no more
     * @param most how many letters a minute
     */
    synchronized void use(@Nullable Relay next, int most) {
        relay = next;
        if (most != perMinute) {
            perMinute = most;
            throttle = new Throttle(most);
        }
        pause = Duration.ZERO;
        arranged = true;
        schedule.in(Duration.ZERO, this::attempt);
    }

    /** Whether there is a relay. */
    synchronized boolean open() {
        return relay != null;
    }

    /** Sends a letter as soon as may be. */
    synchronized CompletionStage<Outcome> post(Letter letter) {
        Item item = new Item(letter, schedule.nanoTime());
        if (left) {
            breakOff(item);
            return item.outcome;
        }
        waiting.addLast(item);
        arrange(Duration.ZERO);
        return item.outcome;
    }

    /** Nothing more is begun, for another outbox takes over: what waits is broken off, and so is what is on its way if it fails. */
    synchronized void leave() {
        relay = null;
        left = true;
        waiting.removeIf(each -> each != sending && breakOff(each));
    }

    private static boolean breakOff(Item item) {
        return item.outcome.completeExceptionally(new CancellationException("the notifier is replaced"));
    }

    /** Nothing more is begun; what waits, or is on its way, is said to be lost. */
    synchronized void abandon(String why) {
        relay = null;
        if (held.size() > 0) {
            LOG.warn("{} changes of state that were held back are not mailed", held.size());
        }
        fail(why);
    }

    private void arrange(Duration delay) {
        if (!arranged) {
            arranged = true;
            schedule.in(delay, this::attempt);
        }
    }

    /** Sends what waits until nothing does or something fails. */
    private void attempt() {
        Relay to;
        synchronized (this) {
            arranged = false;
            // A letter that came while the last attempt failed does not shorten the pause.
            long early = notBefore - schedule.nanoTime();
            if (!pause.isZero() && early > 0) {
                arrange(Duration.ofNanos(early));
                return;
            }
            to = relay;
            if (to == null) {
                fail("mail is no longer configured");
            }
        }
        if (to != connected) {
            hangUp();
        }
        for (Item item = next(to); to != null && item != null; item = next(to)) {
            try {
                if (connection == null) {
                    connection = to.connect();
                    connected = to;
                }
                List<Mailbox> recipients = item.to == null ? to.recipients() : item.to;
                sent(item, connection.send(item.letter, recipients));
            } catch (Undelivered failed) {
                hangUp();
                if (undelivered(item, failed)) {
                    return;
                }
            }
        }
        lastUse = schedule.nanoTime();
        if (connection != null) {
            schedule.in(LINGER, this::hangUpIfIdle);
        }
    }

    /** The letter to send now, which stays the first of those that wait. */
    private synchronized @Nullable Item next(@Nullable Relay to) {
        if (to == null || to != relay || waiting.isEmpty()) {
            return null;
        }
        Duration wait = throttle.until(schedule.nanoTime());
        if (!wait.isZero()) {
            holdBack(wait);
            return null;
        }
        sending = waiting.peekFirst();
        return sending;
    }

    private void holdBack(Duration wait) {
        Outcome outcome = new Outcome(
                false,
                "held back, for " + perMinute + " mails were sent in a minute; goes with a summary in "
                        + seconds(wait));
        for (Item item = waiting.pollFirst(); item != null; item = waiting.pollFirst()) {
            held.add(item.letter);
            item.outcome.complete(outcome);
        }
        if (!summaryArranged) {
            summaryArranged = true;
            schedule.in(wait, this::sumUp);
        }
    }

    private synchronized void sumUp() {
        summaryArranged = false;
        Letter summary = held.summary(perMinute, Instant.now());
        if (summary != null) {
            // Before those that came meanwhile: it is older.
            waiting.addFirst(new Item(summary, schedule.nanoTime()));
            arrange(Duration.ZERO);
        }
    }

    private synchronized void sent(Item item, Receipt receipt) {
        sending = null;
        pause = Duration.ZERO;
        throttle.count(schedule.nanoTime());
        waiting.remove(item);
        String refused = receipt.refused().isEmpty() ? "" : "; refused: " + String.join(", ", receipt.refused());
        if (!refused.isEmpty()) {
            LOG.warn("mail '{}': {}{}", item.letter.subject(), receipt.answer(), refused);
        }
        item.outcome.complete(new Outcome(true, receipt.answer() + refused));
        if (!receipt.later().isEmpty()) {
            Item rest = new Item(item.letter, item.since);
            rest.to = receipt.later();
            retry(rest);
        }
    }

    /** Some recipients are to wait (greylisting, for one); the others have the letter. */
    private void retry(Item rest) {
        if (schedule.nanoTime() - rest.since >= PATIENCE.toNanos()) {
            LOG.warn("mail '{}': gave up on {} after {}", rest.letter.subject(), rest.to, seconds(PATIENCE));
            return;
        }
        schedule.in(LONGEST_PAUSE, () -> {
            synchronized (this) {
                waiting.addLast(rest);
                arrange(Duration.ZERO);
            }
        });
    }

    /** @return whether to pause */
    private synchronized boolean undelivered(Item item, Undelivered failed) {
        sending = null;
        if (!failed.again()) {
            waiting.remove(item);
            LOG.warn("mail '{}' is not sent: {}", item.letter.subject(), failed.why());
            item.outcome.complete(new Outcome(false, failed.why()));
            return false;
        }
        if (failed.refused() && item.to != null) {
            // The others take letters; they do not wait for these.
            waiting.remove(item);
            retry(item);
            return false;
        }
        if (left) {
            waiting.remove(item);
            breakOff(item);
            return true;
        }
        long now = schedule.nanoTime();
        waiting.removeIf(each -> {
            boolean late = now - each.since >= PATIENCE.toNanos();
            if (late) {
                LOG.warn(
                        "mail '{}' is not sent, also not in {}: {}",
                        each.letter.subject(),
                        seconds(PATIENCE),
                        failed.why());
                each.outcome.complete(new Outcome(false, "gave up after " + seconds(PATIENCE) + ": " + failed.why()));
            }
            return late;
        });
        if (pause.isZero()) {
            LOG.warn("mail is not sent now and tried again for {}: {}", seconds(PATIENCE), failed.why());
        }
        Duration twice = pause.multipliedBy(2);
        pause = pause.isZero() ? FIRST_PAUSE : twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
        notBefore = now + pause.toNanos();
        if (!waiting.isEmpty()) {
            arrange(pause);
        }
        return true;
    }

    private void fail(String why) {
        for (Item item = waiting.pollFirst(); item != null; item = waiting.pollFirst()) {
            item.outcome.complete(new Outcome(false, why));
        }
    }

    private void hangUpIfIdle() {
        if (schedule.nanoTime() - lastUse >= LINGER.toNanos()) {
            hangUp();
        }
    }

    private void hangUp() {
        if (connection != null) {
            connection.close();
            connection = null;
            connected = null;
        }
    }

    private static String seconds(Duration duration) {
        return Math.max(1, duration.toSeconds()) + " s";
    }
}

package org.gemel.appliance.internal.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Subject;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.NotificationStatus.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one notifier is still to be told, and how telling it went. It stays when the notifier goes. Safe for any thread. */
final class Post {

    /** How many deliveries are remembered. */
    static final int MEMORY = 100;

    /** For how long news are kept for the next notifier of this kind: longer than a bundle takes to be updated. */
    static final Duration VACANCY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.notifications");

    private final String kind;
    private final LongSupplier nanoTime;
    private final Map<Subject, Lane> lanes = new LinkedHashMap<>();
    private final Deque<Delivery> deliveries = new ArrayDeque<>();
    private @Nullable Teller teller;
    private long vacantSince;

    /**
     * @param kind the notifier's kind
     * @param nanoTime monotonic
     */
    Post(String kind, LongSupplier nanoTime) {
        this.kind = kind;
        this.nanoTime = nanoTime;
        vacantSince = nanoTime.getAsLong();
    }

    String kind() {
        return kind;
    }

    synchronized boolean vacant() {
        return teller == null;
    }

    synchronized boolean isOf(Notifier notifier) {
        return teller != null && teller.notifier() == notifier;
    }

    /** A notifier came to this post, which is vacant. */
    synchronized void occupy(Notifier notifier, @Nullable Configuration inForce) {
        if (expired()) {
            lanes.clear();
        }
        Teller next = new Teller(this, notifier, nanoTime);
        teller = next;
        if (inForce != null) {
            next.configure(inForce);
        }
        next.start();
    }

    /** The notifier goes; of what it was just told nobody knows how it goes on. */
    synchronized void vacate() {
        Teller gone = teller;
        if (gone == null) {
            return;
        }
        teller = null;
        vacantSince = nanoTime.getAsLong();
        gone.close();
        for (Teller.Telling telling : gone.unfinished()) {
            end(
                    telling,
                    new Outcome(false, "it was replaced or stopped meanwhile; whether they know is not known"),
                    nanoTime.getAsLong());
        }
        notifyAll();
    }

    private boolean expired() {
        return teller == null && nanoTime.getAsLong() - vacantSince > VACANCY.toNanos();
    }

    /** Another configuration is in force. */
    synchronized void configure(Configuration configuration) {
        if (teller != null) {
            teller.configure(configuration);
        }
    }

    /** Adds a notice. */
    synchronized void put(Notice notice) {
        if (expired()) {
            lanes.clear();
            return;
        }
        lanes.computeIfAbsent(notice.event().subject(), subject -> new Lane()).add(notice);
        if (teller != null) {
            teller.wake();
        }
    }

    /** What is still to be told, in order for each subject; of what has begun nobody knows how it goes on. */
    synchronized List<Event> untold() {
        List<Event> untold = new ArrayList<>();
        lanes.values()
                .forEach(lane ->
                        lane.waiting().forEach(each -> untold.add(each.notice().event())));
        return untold;
    }

    /** Begins with the next notice that can be told now; null if there is none, or if it is not this teller's turn. */
    synchronized Lane.@Nullable Waiting begin(Teller asking) {
        if (asking != teller) {
            return null;
        }
        for (Iterator<Map.Entry<Subject, Lane>> each = lanes.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Subject, Lane> entry = each.next();
            Lane.Waiting next = entry.getValue().begin();
            if (next != null) {
                // To the end, so that no subject keeps the others waiting.
                each.remove();
                lanes.put(entry.getKey(), entry.getValue());
                return next;
            }
        }
        return null;
    }

    /**
     * Ends what has begun.
     *
     * @param outcome how it went; null if there was nothing to tell
     * @param ended when, in monotonic nanoseconds
     */
    synchronized void end(Teller.Telling telling, @Nullable Outcome outcome, long ended) {
        Event event = telling.what().notice().event();
        Lane lane = lanes.get(event.subject());
        if (lane == null || !lane.end(telling.what())) {
            return;
        }
        if (lane.isEmpty()) {
            lanes.remove(event.subject());
        }
        if (outcome != null) {
            remember(telling, outcome, Duration.ofNanos(ended - telling.begunNanos()));
        }
        notifyAll();
    }

    private void remember(Teller.Telling telling, Outcome outcome, Duration took) {
        Event event = telling.what().notice().event();
        Duration waited = Duration.between(event.at(), telling.begun());
        Delivery delivery = new Delivery(
                kind,
                event.subject(),
                Words.of(event),
                event.at(),
                waited.isNegative() ? Duration.ZERO : waited,
                took,
                outcome.delivered(),
                outcome.detail(),
                telling.what().superseded());
        if (deliveries.size() == MEMORY) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
        log(delivery);
    }

    private void log(Delivery delivery) {
        String name = delivery.subject().name();
        if (delivery.superseded() > 0) {
            LOG.warn(
                    "{}: the notifier {} is slow; {} was told in place of {} older",
                    name,
                    kind,
                    delivery.what(),
                    delivery.superseded());
        }
        if (!delivery.delivered()) {
            LOG.warn(
                    "{}: the notifier {} could not tell of {}: {} (after {} ms)",
                    name,
                    kind,
                    delivery.what(),
                    delivery.detail(),
                    delivery.took().toMillis());
        }
    }

    /** Waits until nothing has begun and nothing waits; whether that came before the deadline in monotonic nanoseconds. */
    synchronized boolean awaitEmpty(long deadline) throws InterruptedException {
        while (!lanes.isEmpty() && teller != null) {
            long millis = (deadline - nanoTime.getAsLong()) / 1_000_000;
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return lanes.isEmpty();
    }

    /** Adds what there is to know. */
    synchronized void report(List<Delivery> allDeliveries, List<Pending> allPending) {
        allDeliveries.addAll(deliveries);
        for (Lane lane : lanes.values()) {
            Lane.Waiting telling = lane.telling();
            if (telling != null) {
                allPending.add(pending(telling, true));
            }
            lane.waiting().forEach(each -> allPending.add(pending(each, false)));
        }
    }

    private Pending pending(Lane.Waiting waiting, boolean begun) {
        Event event = waiting.notice().event();
        Instant at = event.at();
        return new Pending(kind, event.subject(), Words.of(event), at, begun, waiting.superseded());
    }
}

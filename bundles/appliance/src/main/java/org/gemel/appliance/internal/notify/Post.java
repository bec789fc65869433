package org.gemel.appliance.internal.notify;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
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

/** What one notifier is still to be told, and how telling it went. It stays when the notifier goes. Safe for any thread. */
final class Post {

    /** For how long news are kept for the next notifier of this kind: longer than a bundle takes to be updated. */
    static final Duration VACANCY = Duration.ofMinutes(1);

    /** For how long the next notifier waits for what has begun: longer than any notifier takes that bounds itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(130);

    private static final Outcome UNKNOWN =
            new Outcome(false, "it was replaced or stopped meanwhile; whether they know is not known");

    private final String kind;
    private final LongSupplier nanoTime;
    private final Map<Subject, Lane> lanes = new LinkedHashMap<>();
    private final Past past;
    private final Set<Teller.Telling> unfinished = new LinkedHashSet<>();
    /** Those that others have begun, and when nobody waits for them any more. */
    private final Map<Teller.Telling, Long> leftBehind = new LinkedHashMap<>();
    /** What ended is taken over here, for it may end on the event loop, which waits for no lock. */
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Teller teller;
    /** Of the teller's notifier. */
    private long service;

    private long vacantSince;
    /** Had begun when everything ended. */
    private List<Begun> begun = List.of();

    /** What is known of the end: how it went, that there was nothing to tell, or that it was broken off. */
    private enum End {
        TOLD,
        NOTHING_TO_TELL,
        BROKEN_OFF
    }

    /**
     * What a notifier has begun to tell.
     *
     * @param service the number of its service, by which it is known in another life
     */
    record Begun(long service, Event event) {}

    private record Ended(Teller.Telling telling, End end, Outcome outcome, long at) {}

    /**
     * @param kind the notifier's kind
     * @param nanoTime monotonic
     */
    Post(String kind, LongSupplier nanoTime) {
        this.kind = kind;
        past = new Past(kind);
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

    synchronized boolean isOf(long number) {
        return teller != null && service == number;
    }

    /** A notifier came to this post, which is vacant. */
    synchronized void occupy(long number, Notifier notifier, @Nullable Configuration inForce) {
        if (expired()) {
            lanes.clear();
        }
        Teller next = new Teller(this, notifier);
        teller = next;
        service = number;
        if (inForce != null) {
            next.configure(inForce);
        }
        next.start();
    }

    /** The notifier goes; what has begun may go on, and the next one waits for that, if not for ever. */
    synchronized void vacate() {
        Teller gone = teller;
        if (gone == null) {
            return;
        }
        teller = null;
        vacantSince = nanoTime.getAsLong();
        gone.close();
        settle();
        unfinished.forEach(telling -> leftBehind.putIfAbsent(telling, vacantSince + PATIENCE.toNanos()));
        notifyAll();
    }

    /** Everything ends; of what has begun nobody knows how it goes on. */
    synchronized void close() {
        Teller gone = teller;
        teller = null;
        if (gone != null) {
            gone.close();
        }
        settle();
        begun = unfinished.stream()
                .map(each -> new Begun(each.service(), each.what().notice().event()))
                .toList();
        unfinished.forEach(telling -> ended(telling, UNKNOWN));
        settle();
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

    /** What had begun and not ended when everything ended. */
    synchronized List<Begun> begun() {
        return begun;
    }

    /** What is still to be told, in order for each subject, without what has begun. */
    synchronized List<Event> untold() {
        settle();
        List<Event> untold = new ArrayList<>();
        lanes.values()
                .forEach(lane ->
                        lane.waiting().forEach(each -> untold.add(each.notice().event())));
        return untold;
    }

    /** Begins with the next notice that can be told now; null if there is none, or if it is not this teller's turn. */
    synchronized Teller.@Nullable Telling begin(Teller asking) {
        settle();
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
                Teller.Telling telling = new Teller.Telling(next, service, Instant.now(), nanoTime.getAsLong());
                unfinished.add(telling);
                return telling;
            }
        }
        return null;
    }

    /** What has begun has ended; on any thread. */
    void ended(Teller.Telling telling, Outcome outcome) {
        end(telling, End.TOLD, outcome);
    }

    /** As {@link #ended}, without a trace. */
    void nothingToTell(Teller.Telling telling) {
        end(telling, End.NOTHING_TO_TELL, UNKNOWN);
    }

    /** As {@link #ended}, and it is to be told again. */
    void brokenOff(Teller.Telling telling) {
        end(telling, End.BROKEN_OFF, UNKNOWN);
    }

    private void end(Teller.Telling telling, End end, Outcome outcome) {
        ended.add(new Ended(telling, end, outcome, nanoTime.getAsLong()));
        Teller now = teller;
        if (now != null) {
            now.wake();
        }
    }

    /** How long a teller that has nothing to tell may wait at most, in nanoseconds: until it is to give something up. */
    synchronized long patience() {
        long now = nanoTime.getAsLong();
        return leftBehind.values().stream()
                .mapToLong(until -> Math.max(0, until - now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private synchronized void settle() {
        long now = nanoTime.getAsLong();
        leftBehind.forEach((telling, until) -> {
            if (now - until >= 0) {
                ended.add(new Ended(telling, End.TOLD, UNKNOWN, now));
            }
        });
        for (Ended each = ended.poll(); each != null; each = ended.poll()) {
            Teller.Telling telling = each.telling();
            leftBehind.remove(telling);
            Subject subject = telling.what().notice().event().subject();
            Lane lane = lanes.get(subject);
            if (unfinished.remove(telling) && lane != null) {
                settle(each, telling, lane);
                if (lane.isEmpty()) {
                    lanes.remove(subject);
                }
            }
        }
        notifyAll();
    }

    private void settle(Ended each, Teller.Telling telling, Lane lane) {
        if (each.end() == End.BROKEN_OFF) {
            lane.putBack(telling.what());
        } else if (lane.end(telling.what()) && each.end() == End.TOLD) {
            past.add(telling, each.outcome(), Duration.ofNanos(each.at() - telling.begunNanos()));
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
        settle();
        allDeliveries.addAll(past.deliveries());
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

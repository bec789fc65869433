package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.event.Event;
import org.gemel.api.event.Listener;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class EventDispatcherTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final EventDispatcher dispatcher = new EventDispatcher(event -> {});
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        dispatcher.close();
    }

    @Test
    void eventsAreToldInOrder() throws InterruptedException {
        dispatcher.add(heard::add);
        dispatcher.accept(event("one"));
        dispatcher.accept(event("two"));
        assertThat(next()).isEqualTo(event("one"));
        assertThat(next()).isEqualTo(event("two"));
    }

    @Test
    void aListenerThatHangsDelaysOnlyItself() throws InterruptedException {
        dispatcher.add(event -> hang());
        dispatcher.add(heard::add);
        dispatcher.accept(event("one"));
        dispatcher.accept(event("two"));
        assertThat(next()).isEqualTo(event("one"));
        assertThat(next()).isEqualTo(event("two"));
    }

    @Test
    void aListenerThatFallsFarBehindLosesTheOldest() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        List<Event> slow = new ArrayList<>();
        CountDownLatch last = new CountDownLatch(1);
        dispatcher.add(event -> {
            slow.add(event);
            busy.countDown();
            hang();
            if (event.equals(event("299"))) {
                last.countDown();
            }
        });
        dispatcher.add(heard::add);
        dispatcher.accept(event("first"));
        busy.await();
        for (int i = 0; i < 300; i++) {
            dispatcher.accept(event(Integer.toString(i)));
        }
        while (!next().equals(event("299"))) {
            // The other listener has heard all, so the slow one's mailbox has got all.
        }
        release.countDown();
        last.await();
        assertThat(slow)
                .hasSizeBetween(257, 258)
                .endsWith(event("298"), event("299"))
                .contains(event("first"));
    }

    @Test
    void aListenerThatLacksMemoryHearsTheNextEventAllTheSame() throws InterruptedException {
        dispatcher.add(event -> {
            heard.add(event);
            throw new OutOfMemoryError("as the JVM would");
        });
        dispatcher.accept(event("one"));
        dispatcher.accept(event("two"));
        assertThat(next()).isEqualTo(event("one"));
        assertThat(next()).isEqualTo(event("two"));
    }

    @Test
    void eventsAreHandedOnWhereMemoryWasShortForAMoment() throws InterruptedException {
        EventDispatcher starved = new EventDispatcher(event -> {
            if (event.equals(event("one"))) {
                throw new OutOfMemoryError("as the JVM would");
            }
        });
        try (starved) {
            starved.add(heard::add);
            starved.accept(event("one"));
            starved.accept(event("two"));
            assertThat(next()).isEqualTo(event("two"));
        }
    }

    @Test
    void aListenerThatThrowsHearsTheNextEventAllTheSame() throws InterruptedException {
        dispatcher.add(event -> {
            heard.add(event);
            throw new IllegalStateException("no");
        });
        dispatcher.accept(event("one"));
        dispatcher.accept(event("two"));
        assertThat(next()).isEqualTo(event("one"));
        assertThat(next()).isEqualTo(event("two"));
    }

    @Test
    void aListenerThatIsGoneHearsNoMore() throws InterruptedException {
        List<Event> former = new ArrayList<>();
        Listener listener = former::add;
        dispatcher.add(listener);
        dispatcher.remove(listener);
        dispatcher.add(heard::add);
        dispatcher.accept(event("one"));
        next();
        assertThat(former).isEmpty();
    }

    @Test
    void whatWasAcceptedBeforeClosingIsStillTold() {
        dispatcher.add(heard::add);
        for (int i = 0; i < 100; i++) {
            dispatcher.accept(event(Integer.toString(i)));
        }
        dispatcher.close();
        assertThat(heard).hasSize(100);
    }

    @Test
    void acceptReturnsAndTheOldestAreDroppedWhileAListenerHangs() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch allHandedOn = new CountDownLatch(1);
        BlockingQueue<Event> slow = new LinkedBlockingQueue<>();
        Event last = event("last");
        dispatcher.add(event -> {
            slow.add(event);
            busy.countDown();
            hang();
        });
        dispatcher.add(event -> {
            if (event.equals(last)) {
                allHandedOn.countDown();
            }
        });
        dispatcher.accept(event("first"));
        busy.await();

        for (int i = 0; i < 10_000; i++) {
            dispatcher.accept(event(Integer.toString(i)));
        }
        do {
            // Again, since it is lost itself where it comes faster than events are handed on.
            dispatcher.accept(last);
        } while (!allHandedOn.await(10, TimeUnit.MILLISECONDS));
        release.countDown();
        dispatcher.close();

        assertThat(slow)
                .hasSizeLessThanOrEqualTo(258)
                .startsWith(event("first"))
                .endsWith(last)
                .doesNotContain(event("0"));
    }

    @Test
    void whereEventsComeFasterThanTheyAreHandedOnTheOldestAreLost() {
        try (EventDispatcher stalled = new EventDispatcher(
                event -> {},
                work -> new Thread(() -> {
                    hang();
                    work.run();
                }))) {
            stalled.add(heard::add);
            for (int i = 0; i < EventDispatcher.CAPACITY + 2; i++) {
                stalled.accept(event(Integer.toString(i)));
            }
            release.countDown();
        }

        // Of those that were kept, a mailbox may have to drop the oldest as well.
        assertThat(heard)
                .doesNotContain(event("0"), event("1"))
                .endsWith(event(Integer.toString(EventDispatcher.CAPACITY + 1)));
    }

    @Test
    void afterClosingNothingIsTold() {
        dispatcher.add(heard::add);
        dispatcher.close();

        dispatcher.accept(event("late"));

        assertThat(heard).isEmpty();
    }

    @Test
    void theJournalHasALineForATransition() {
        assertThat(Journal.line(new Event.Transition(
                        NOW, "VI_1", VrrpState.BACKUP, VrrpState.MASTER, 100, "master-down timer expired")))
                .isEqualTo("VI_1: BACKUP -> MASTER (master-down timer expired), priority 100");
    }

    @Test
    void theJournalHasALineForAProblem() {
        assertThat(Journal.line(new Event.Problem(NOW, "VI_1", "interface-missing", "eth7 does not exist")))
                .isEqualTo("VI_1: eth7 does not exist [interface-missing]");
    }

    private Event next() throws InterruptedException {
        Event event = heard.poll(60, TimeUnit.SECONDS);
        assertThat(event).as("an event within 10 s").isNotNull();
        return event;
    }

    private void hang() {
        try {
            release.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Event event(String instance) {
        return new Event.AddressRestored(NOW, instance, "10.9.0.100/24");
    }
}

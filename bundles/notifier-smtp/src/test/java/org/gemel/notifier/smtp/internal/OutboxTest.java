package org.gemel.notifier.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.notifier.smtp.internal.Samples.NIGHT;
import static org.gemel.notifier.smtp.internal.Samples.OPS;
import static org.gemel.notifier.smtp.internal.Samples.letter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Notifications.Mailbox;
import org.gemel.api.notifier.Outcome;
import org.junit.jupiter.api.Test;

/** When letters go. */
class OutboxTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualSchedule schedule = new ManualSchedule();
    private final FakeRelay relay = new FakeRelay();
    private final Outbox outbox = new Outbox(schedule);

    /** Takes letters, or not, as the test says. */
    private final class FakeRelay implements Relay {
        final List<String> sent = new ArrayList<>();
        final List<List<Mailbox>> to = new ArrayList<>();
        final List<Mailbox> later = new ArrayList<>();
        final List<Mailbox> full = new ArrayList<>();
        int attempts;
        int connections;
        int open;
        Undelivered failure;

        @Override
        public List<Mailbox> recipients() {
            return List.of(OPS, NIGHT);
        }

        @Override
        public Connection connect() throws Undelivered {
            attempts++;
            if (failure != null && failure.again()) {
                throw failure;
            }
            connections++;
            open++;
            return new Connection() {
                @Override
                public Receipt send(Letter letter, List<Mailbox> recipients) throws Undelivered {
                    if (failure != null) {
                        throw failure;
                    }
                    if (full.containsAll(recipients)) {
                        throw Undelivered.nobody("452 full", true);
                    }
                    sent.add(letter.subject());
                    to.add(recipients);
                    List<Mailbox> rest = new ArrayList<>(later);
                    later.clear();
                    rest.addAll(full);
                    return new Receipt(
                            "250 queued", rest.stream().map(Mailbox::address).toList(), rest);
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }
    }

    private CompletableFuture<Outcome> post(String subject) {
        return outbox.post(letter(subject)).toCompletableFuture();
    }

    private void use(int perMinute) {
        outbox.use(relay, perMinute);
        schedule.settle();
    }

    @Test
    void aLetterGoesAtOnce() {
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.settle();
        assertThat(outcome).isCompletedWithValue(new Outcome(true, "250 queued"));
    }

    @Test
    void aBurstGoesThroughOneConnectionWhichIsThenClosed() {
        use(60);
        for (int i = 0; i < 20; i++) {
            post("letter " + i);
        }
        schedule.settle();
        schedule.pass(SECOND);
        post("straggler");
        schedule.settle();
        assertThat(relay.sent).hasSize(21);
        assertThat(relay.connections).isEqualTo(1);
        assertThat(relay.open).isEqualTo(1);
        schedule.pass(Outbox.LINGER);
        assertThat(relay.open).isZero();
    }

    @Test
    void aDeadRelayIsTriedAgainEverMoreSeldom() {
        relay.failure = new Relay.Undelivered("connection refused", true);
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.settle();
        assertThat(relay.attempts).isEqualTo(1);
        schedule.pass(SECOND.multipliedBy(1 + 2 + 4 + 8));
        assertThat(relay.attempts).isEqualTo(5);
        assertThat(outcome).isNotDone();
        relay.failure = null;
        schedule.pass(SECOND.multipliedBy(16));
        assertThat(outcome).isCompletedWithValue(new Outcome(true, "250 queued"));
    }

    @Test
    void newLettersDoNotShortenThePause() {
        relay.failure = new Relay.Undelivered("connection refused", true);
        use(60);
        post("a");
        schedule.settle();
        for (int i = 0; i < 9; i++) {
            post("more");
            schedule.pass(SECOND.dividedBy(10));
        }
        assertThat(relay.attempts).isEqualTo(1);
    }

    @Test
    void patienceEnds() {
        relay.failure = new Relay.Undelivered("connection refused", true);
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.pass(Outbox.PATIENCE.plus(Outbox.LONGEST_PAUSE));
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "gave up after 900 s: connection refused"));
        assertThat(relay.attempts).isLessThan(30);
        int attempts = relay.attempts;
        schedule.pass(Outbox.PATIENCE);
        assertThat(relay.attempts).isEqualTo(attempts);
    }

    @Test
    void whatIsRefusedForGoodIsNotSentAgainAndDelaysNothing() {
        relay.failure = new Relay.Undelivered("550 no", false);
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.settle();
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "550 no"));
        relay.failure = null;
        post("b");
        schedule.settle();
        assertThat(relay.sent).containsExactly("b");
    }

    @Test
    void whoIsToWaitGetsTheLetterLaterAndNobodyElseTwice() {
        relay.later.add(NIGHT);
        use(60);
        assertThat(post("a")).isNotDone();
        schedule.settle();
        schedule.pass(Outbox.LONGEST_PAUSE);
        assertThat(relay.to).containsExactly(List.of(OPS, NIGHT), List.of(NIGHT));
    }

    @Test
    void aMailboxThatIsFullHoldsNobodyElsesMail() {
        relay.full.add(NIGHT);
        use(60);
        for (int i = 1; i <= 9; i++) {
            post("letter " + i);
            schedule.pass(SECOND.multipliedBy(100));
            assertThat(relay.sent).hasSize(i);
        }
    }

    @Test
    void aMailboxThatIsFullNoMoreGetsWhatItMissed() {
        relay.full.add(NIGHT);
        use(60);
        post("a");
        schedule.pass(Outbox.LONGEST_PAUSE.multipliedBy(3));
        relay.full.clear();
        schedule.pass(Outbox.LONGEST_PAUSE);
        assertThat(relay.to).containsExactly(List.of(OPS, NIGHT), List.of(NIGHT));
    }

    @Test
    void whatIsAboveTheBoundIsSummedUpInOne() {
        use(3);
        for (int i = 1; i <= 10; i++) {
            post("letter " + i);
            schedule.settle();
        }
        assertThat(relay.sent).containsExactly("letter 1", "letter 2", "letter 3");
        schedule.pass(Duration.ofMinutes(1));
        assertThat(relay.sent).hasSize(4).last().isEqualTo("7 changes of state");
    }

    @Test
    void inNoMinuteThereAreMoreThanTheBound() {
        use(5);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            post("letter " + i);
            int before = relay.sent.size();
            schedule.pass(Duration.ofMillis(100));
            for (int each = before; each < relay.sent.size(); each++) {
                times.add(schedule.nanoTime());
            }
        }
        for (int i = 5; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 5))
                    .isGreaterThan(Duration.ofSeconds(59).toNanos());
        }
        assertThat(times).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsHeldBackSaysSoAtOnce() {
        use(1);
        post("a");
        CompletableFuture<Outcome> second = post("b");
        schedule.settle();
        assertThat(second)
                .isCompletedWithValue(new Outcome(
                        false, "held back, for 1 mails were sent in a minute; goes with a summary in 60 s"));
    }

    @Test
    void withoutMailWhatWaitsEnds() {
        relay.failure = new Relay.Undelivered("connection refused", true);
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.settle();
        outbox.use(null, 1);
        schedule.settle();
        assertThat(outcome).isCompletedWithValue(new Outcome(false, "mail is no longer configured"));
    }

    @Test
    void whatWaitsGoesToTheNewRelay() {
        relay.failure = new Relay.Undelivered("connection refused", true);
        use(60);
        CompletableFuture<Outcome> outcome = post("a");
        schedule.settle();
        FakeRelay other = new FakeRelay();
        outbox.use(other, 60);
        schedule.settle();
        assertThat(outcome).isCompleted();
        assertThat(other.sent).containsExactly("a");
    }

    @Test
    void aSummaryListsWhatItSumsUpAndIsBounded() {
        Held held = new Held();
        for (int i = 0; i < Held.MOST + 5; i++) {
            held.add(letter("letter " + i));
        }
        Letter summary = held.summary(60, Samples.AT);
        assertThat(summary.subject()).isEqualTo(Held.MOST + 5 + " changes of state");
        assertThat(summary.body())
                .contains("The first 5 are not listed.\n2026-11-23T08:21:45Z  letter 5\n")
                .endsWith("  letter " + (Held.MOST + 4) + "\n");
        assertThat(held.size()).isZero();
    }
}

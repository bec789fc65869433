package org.gemel.notifier.webhook.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gemel.api.config.Subject;
import org.gemel.api.notifier.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With a server that answers what the test says, and first delays of 20 ms on a clock that the test turns. */
@Timeout(120)
class CourierTest {

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Outcome WELL = new Outcome(true, "answered 204");
    private static final Outcome ILL = new Outcome(false, "answered 503");

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final SynchronousQueue<Outcome> answers = new SynchronousQueue<>();
    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean lacked = new AtomicBoolean();
    private final Courier courier = new Courier("the server", this::call, clock::get, FIRST);

    private Outcome call(byte[] body) {
        asked.add(new String(body, UTF_8));
        try {
            return answers.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        courier.close();
        answers.offer(WELL);
    }

    private CompletableFuture<Outcome> send(String name, String text, boolean lasting) {
        CompletableFuture<Outcome> told = new CompletableFuture<>();
        courier.send(new Message(Subject.instance(name), lasting, text.getBytes(UTF_8), told));
        return told;
    }

    private CompletableFuture<Outcome> state(String name, String text) {
        return send(name, text, true);
    }

    private void answer(String question, Outcome answer) throws InterruptedException {
        assertThat(asked.poll(60, TimeUnit.SECONDS)).isEqualTo(question);
        answers.put(answer);
    }

    /** Time passes until it is told again, in vain; something else wakes whoever waits for that. */
    private void repeat(String question) throws InterruptedException {
        boolean repeated = false;
        while (!repeated) {
            pass(300);
            send("B", "b", false);
            for (String next = asked.poll(60, TimeUnit.SECONDS);
                    next != null;
                    next = asked.poll(20, TimeUnit.MILLISECONDS)) {
                answers.put(ILL);
                repeated |= next.equals(question);
            }
        }
    }

    /** Time passes until it is told again. */
    private void answerAgain(String question, Outcome answer) throws InterruptedException {
        String next = asked.poll();
        while (next == null) {
            pass(1);
            next = asked.poll(10, TimeUnit.MILLISECONDS);
        }
        assertThat(next).isEqualTo(question);
        answers.put(answer);
    }

    /** So many times the first delay. */
    private void pass(int times) {
        clock.addAndGet(FIRST.multipliedBy(times).toNanos());
    }

    private static Outcome of(CompletableFuture<Outcome> told) throws Exception {
        return told.get(60, TimeUnit.SECONDS);
    }

    @Test
    void oneAfterTheOtherIsToldInOrder() throws Exception {
        CompletableFuture<Outcome> first = state("A", "a1");
        CompletableFuture<Outcome> second = state("B", "b1");

        answer("a1", WELL);
        answer("b1", WELL);

        assertThat(of(first)).isEqualTo(WELL);
        assertThat(of(second)).isEqualTo(WELL);
    }

    @Test
    void aStateThatWaitsGivesWayToANewerOne() throws Exception {
        CompletableFuture<Outcome> first = state("A", "a1");
        assertThat(asked.poll(60, TimeUnit.SECONDS)).isEqualTo("a1");
        CompletableFuture<Outcome> second = state("A", "a2");
        CompletableFuture<Outcome> third = state("A", "a3");

        assertThat(of(second)).isEqualTo(new Outcome(false, "the server is told something newer in its place"));
        answers.put(WELL);
        answer("a3", WELL);
        assertThat(of(first)).isEqualTo(WELL);
        assertThat(of(third)).isEqualTo(WELL);
    }

    @Test
    void whatIsNoStateWaitsInABoundedNumber() throws Exception {
        state("A", "a1");
        assertThat(asked.poll(60, TimeUnit.SECONDS)).isEqualTo("a1");
        CompletableFuture<Outcome> oldest = send("A", "problem", false);
        for (int i = 0; i < Courier.MOST; i++) {
            send("A", "problem " + i, false);
        }

        assertThat(of(oldest)).isEqualTo(new Outcome(false, "the server is told something newer in its place"));
    }

    @Test
    void whateverACallDoesTheNextIsMade() throws Exception {
        try (Courier unlucky = new Courier("the server", this::lackMemoryOnce, clock::get, FIRST)) {
            CompletableFuture<Outcome> first = new CompletableFuture<>();
            CompletableFuture<Outcome> second = new CompletableFuture<>();
            unlucky.send(new Message(Subject.instance("A"), false, new byte[0], first));
            unlucky.send(new Message(Subject.instance("A"), false, new byte[0], second));

            assertThat(of(first).detail()).contains("OutOfMemoryError");
            assertThat(of(second)).isEqualTo(WELL);
        }
    }

    private Outcome lackMemoryOnce(byte[] body) {
        if (lacked.compareAndSet(false, true)) {
            throw new OutOfMemoryError("for a moment");
        }
        return WELL;
    }

    @Test
    void aStateThatCouldNotBeToldIsToldAgain() throws Exception {
        CompletableFuture<Outcome> told = state("A", "a1");

        answer("a1", ILL);
        assertThat(of(told)).isEqualTo(new Outcome(false, "answered 503; it is told again in 0 s"));
        answerAgain("a1", ILL);
        answerAgain("a1", WELL);
    }

    @Test
    void whatIsNoStateIsNotToldAgain() throws Exception {
        CompletableFuture<Outcome> told = send("A", "priority", false);
        answer("priority", ILL);
        assertThat(of(told)).isEqualTo(ILL);

        CompletableFuture<Outcome> next = state("A", "a1");
        answer("a1", WELL);
        assertThat(of(next)).isEqualTo(WELL);
    }

    @Test
    void theNewestStateIsTheOneThatIsToldAgain() throws Exception {
        CompletableFuture<Outcome> older = state("A", "a1");
        answer("a1", ILL);
        of(older);

        CompletableFuture<Outcome> newer = state("A", "a2");
        answer("a2", ILL);
        of(newer);

        answerAgain("a2", WELL);
    }

    @Test
    void oneThatFailsDoesNotDelayWhatIsNew() throws Exception {
        CompletableFuture<Outcome> failed = state("A", "a1");
        answer("a1", ILL);
        of(failed);

        CompletableFuture<Outcome> other = state("B", "b1");
        answer("b1", WELL);

        assertThat(of(other)).isEqualTo(WELL);
        // The server is there again: what it was not told comes at once.
        answer("a1", WELL);
    }

    @Test
    void repetitionsComeEverLaterUpToThreeHundredTimesTheFirstDelay() throws Exception {
        CompletableFuture<Outcome> told = state("A", "a0");
        answer("a0", ILL);
        of(told);
        for (int i = 0; i < 12; i++) {
            repeat("a0");
        }

        CompletableFuture<Outcome> last = state("A", "a1");
        answer("a1", ILL);

        assertThat(of(last).detail()).endsWith("it is told again in 6 s");
    }

    @Test
    void aCallThatBreaksIsAFailure() throws Exception {
        Courier broken = new Courier(
                "the server",
                body -> {
                    throw new IllegalStateException("no protocol");
                },
                clock::get,
                FIRST);
        try (broken) {
            CompletableFuture<Outcome> told = new CompletableFuture<>();
            broken.send(new Message(Subject.instance("A"), false, new byte[0], told));
            assertThat(of(told))
                    .isEqualTo(new Outcome(false, "the server: java.lang.IllegalStateException: no protocol"));
        }
    }

    @Test
    void whoeverLeavesBreaksOffWhatItHasNotBegun() throws Exception {
        state("A", "a1");
        assertThat(asked.take()).isEqualTo("a1");
        CompletableFuture<Outcome> waits = state("B", "b1");

        courier.leave();

        assertThat(waits).isCancelled();
    }

    @Test
    void afterTheEndNothingIsTold() throws Exception {
        courier.close();

        assertThat(of(state("A", "a1"))).isEqualTo(new Outcome(false, "the server is not told any more"));
        assertThat(asked).isEmpty();
    }
}

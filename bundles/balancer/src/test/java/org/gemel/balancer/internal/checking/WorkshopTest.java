package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkshopTest {

    private final Workshop workshop = new Workshop("TEST", new FakeFactory());
    private final List<CompletableFuture<Void>> blocked = new ArrayList<>();

    @AfterEach
    void ends() {
        blocked.forEach(each -> each.complete(null));
        workshop.close();
    }

    private static CheckRun run() {
        Loop unused = new Loop("unused");
        return new CheckRun(Samples.aCheck(), new Kind("TEST", null, unused), null, unused);
    }

    /** A call that goes on until the future completes, and does not mind interrupts. */
    private CompletableFuture<Void> block(CheckRun run) throws InterruptedException {
        CompletableFuture<Void> release = new CompletableFuture<>();
        blocked.add(release);
        CountDownLatch entered = new CountDownLatch(1);
        workshop.submit(run, "ask", () -> {
            entered.countDown();
            release.join();
        });
        assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
        return release;
    }

    private Workshop.Stuck inspectLater() {
        return workshop.inspect(System.nanoTime() + Workshop.PATIENCE);
    }

    private void quarantine() throws InterruptedException {
        for (int i = 0; i < Workshop.MOST_STUCK; i++) {
            block(run());
            assertThat(inspectLater()).isNotNull();
        }
        assertThat(workshop.quarantined()).isTrue();
    }

    @Test
    void aCallIsStuckFromTheInspectionUntilItReturns() throws Exception {
        CheckRun run = run();
        CompletableFuture<Void> release = block(run);
        assertThat(workshop.isStuck(run)).isFalse();

        assertThat(inspectLater().run()).isSameAs(run);
        assertThat(workshop.isStuck(run)).isTrue();

        release.complete(null);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (workshop.isStuck(run) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(workshop.isStuck(run)).isFalse();
    }

    @Test
    void othersGoOnWhereACallIsStuck() throws Exception {
        block(run());
        CompletableFuture<Void> other = new CompletableFuture<>();
        workshop.submit(run(), "ask", () -> other.complete(null));
        inspectLater();

        assertThat(other.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void inQuarantineNobodyIsAskedButWhatIsHeldIsGivenUp() throws Exception {
        quarantine();
        List<String> done = new ArrayList<>();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        workshop.submit(run(), "ask", () -> done.add("asked"));
        workshop.submitLast(run(), "close", () -> closed.complete(null));

        assertThat(closed.get(10, TimeUnit.SECONDS)).isNull();
        assertThat(done).isEmpty();
    }

    @Test
    void whatWaitsToBeClosedWhenTheQuarantineBeginsIsClosed() throws Exception {
        for (int i = 1; i < Workshop.MOST_STUCK; i++) {
            block(run());
            inspectLater();
        }
        block(run());
        CompletableFuture<Void> closed = new CompletableFuture<>();
        workshop.submitLast(run(), "close", () -> closed.complete(null));
        inspectLater();

        assertThat(workshop.quarantined()).isTrue();
        assertThat(closed.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void aThreadThatIsStartedWithinACallIsKnownToBeOfThatCheck() throws Exception {
        CheckRun run = run();
        CheckRun other = run();
        CompletableFuture<Thread> started = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        workshop.submit(other, "ask", () -> {});
        workshop.submit(run, "ask", () -> {
            Thread thread = new Thread(() -> {
                try {
                    over.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            started.complete(thread);
        });

        Thread thread = started.get(10, TimeUnit.SECONDS);
        assertThat(workshop.threads()).isEqualTo(1);
        assertThat(new Workshop("OTHER", new FakeFactory()).threads()).isZero();
        over.countDown();
        thread.join(10_000);
        assertThat(workshop.threads()).isZero();
        assertThat(run.threads()).isEqualTo(1);
        assertThat(other.threads()).isZero();
    }

    @Test
    void itHasEndedWhenTheLastCallHasReturned() throws Exception {
        CompletableFuture<Void> release = block(run());
        CompletableFuture<Void> ended = workshop.close();
        assertThat(ended).isNotDone();

        release.complete(null);

        assertThat(ended.get(10, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void oneThatWasNeverUsedHasEndedAtOnce() {
        assertThat(workshop.close()).isCompleted();
    }
}

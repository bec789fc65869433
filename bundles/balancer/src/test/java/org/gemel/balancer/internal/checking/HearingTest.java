package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.Verdict;
import org.gemel.balancer.internal.Loop;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HearingTest {

    private static final int FLOOD = 200;

    private final Loop loop = new Loop("test");
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Hearing hearing =
            new Hearing(loop, verdict -> told.add(verdict.evidence().answered()), () -> told.add("flooded"));

    @AfterEach
    void ends() {
        loop.end();
    }

    private void hears(String answered) {
        hearing.accept(Verdict.passed("it", answered, Duration.ZERO));
    }

    private void hears(int count) {
        for (int i = 1; i <= count; i++) {
            hears(String.valueOf(i));
        }
    }

    private String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    /** Has the loop wait meanwhile. */
    private void whileTheLoopIsBusy(Runnable deed) {
        CountDownLatch done = new CountDownLatch(1);
        loop.execute(() -> {
            try {
                done.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        deed.run();
        done.countDown();
    }

    private void settle() {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        loop.execute(() -> settled.complete(null));
        settled.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void ofManyTheNewestIsTold() throws Exception {
        whileTheLoopIsBusy(() -> hears(FLOOD - 1));

        assertThat(next()).isEqualTo("199");
        hears("another");
        assertThat(next()).isEqualTo("another");
    }

    @Test
    void moreThanCanMatterAreReported() throws Exception {
        whileTheLoopIsBusy(() -> hears(FLOOD + 1));

        assertThat(next()).isEqualTo("201");
        assertThat(next()).isEqualTo("flooded");
    }

    @Test
    void afterAFloodTheNewestIsToldAllTheSame() throws Exception {
        whileTheLoopIsBusy(() -> hears(FLOOD + 1));
        assertThat(next()).isEqualTo("201");
        assertThat(next()).isEqualTo("flooded");

        hears("calm");
        assertThat(next()).isEqualTo("calm");
    }

    @Test
    void aVerdictThatIsNoneIsAFailure() throws Exception {
        hearing.accept(null);

        assertThat(next()).isEqualTo("the checker has answered without a verdict or without evidence");
    }

    @Test
    void onceItIsClosedNothingIsTold() {
        whileTheLoopIsBusy(() -> {
            hears("before");
            hearing.close();
            hears("after");
        });
        settle();

        assertThat(told).isEmpty();
    }
}

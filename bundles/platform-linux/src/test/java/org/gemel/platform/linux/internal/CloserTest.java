package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CloserTest {

    private final CountDownLatch kernelIsReady = new CountDownLatch(1);
    private final List<Integer> closed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void whoClosesDoesNotWaitForTheKernel() {
        try (Closer closer = new Closer()) {
            closer.execute(this::awaitKernel);
            assertThat(kernelIsReady.getCount()).isOne();
            kernelIsReady.countDown();
        }
    }

    @Test
    void whatWaitsIsClosedAtTheEnd() {
        try (Closer closer = new Closer()) {
            closer.execute(this::awaitKernel);
            IntStream.range(0, 100).forEach(fd -> closer.execute(() -> closed.add(fd)));
            kernelIsReady.countDown();
        }
        assertThat(closed).hasSize(100);
    }

    @Test
    void whatThereIsNoRoomForIsClosedAtOnce() {
        try (Closer closer = new Closer()) {
            closer.execute(this::awaitKernel);
            IntStream.range(0, 10_000).forEach(fd -> closer.execute(() -> closed.add(fd)));
            assertThat(closed).isNotEmpty();
            kernelIsReady.countDown();
        }
        assertThat(closed).hasSize(10_000);
    }

    @Test
    void whatComesAfterTheEndIsClosedAtOnce() {
        Closer closer = new Closer();
        closer.close();
        closer.execute(() -> closed.add(1));
        assertThat(closed).containsExactly(1);
    }

    private void awaitKernel() {
        try {
            kernelIsReady.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

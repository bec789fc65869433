package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.BundleException;

@Timeout(30)
class AttemptTest {

    private static final long LONG_MILLIS = 20_000;

    @Test
    void whateverIsThrownIsAFailure() throws Exception {
        Error thrown = new OutOfMemoryError("as the JVM would");
        Attempt attempt = Attempt.begin("test", () -> {
            throw thrown;
        });

        assertThat(attempt.failureWithin(LONG_MILLIS, 0)).isSameAs(thrown);
    }

    @Test
    void whatEndsWellWhenItIsInterruptedHasEndedWell() throws Exception {
        Attempt attempt = Attempt.begin("test", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                // It is over, as it should be.
            }
        });

        assertThat(attempt.failureWithin(0, LONG_MILLIS)).isNull();
    }

    @Test
    void whatEndsBadlyWhenItIsInterruptedTookTooLong() throws Exception {
        Attempt attempt = Attempt.begin("test", () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new BundleException("interrupted", e);
            }
        });

        assertThat(attempt.failureWithin(0, LONG_MILLIS)).hasMessage("its activator has not returned for 0 ms");
    }
}

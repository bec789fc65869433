package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeployWatchTest extends DeploymentLab {

    @Test
    void whateverGoesWrongIsReportedOnceAndTheFolderWatchedOn() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        for (int glance = 0; glance < 4; glance++) {
            assertThat(watch.look(() -> {
                        throw new IllegalStateException("a bundle went while it was looked at");
                    }))
                    .isTrue();
        }
        assertThat(log).containsExactly("cannot do what is in deploy/ for now; trying again and again");

        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void deployIsWatchedOnWhereMemoryIsTooShortEvenToSaySo() throws Exception {
        put("shipped.jar", "shipped", "3.0.0", WORKS);
        Handler scarce = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                throw new OutOfMemoryError("as the JVM would");
            }

            @Override
            public void flush() {
                // Nothing is kept back.
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
        logger.addHandler(scarce);
        try {
            for (int glance = 0; glance < 4; glance++) {
                assertThat(watch.look(() -> {
                            throw new OutOfMemoryError("as the JVM would");
                        }))
                        .isTrue();
            }
        } finally {
            logger.removeHandler(scarce);
        }
        assertThat(log).isNotEmpty();

        look();
        assertThat(running("shipped")).containsExactly("3.0.0");
    }

    @Test
    void theFolderOfAFrameworkThatHasStoppedIsWatchedNoMore() throws Exception {
        container.stop(60, TimeUnit.SECONDS);
        assertThat(watch.look(() -> true)).isFalse();
        assertThat(log).isEmpty();
    }
}

package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangupTest {

    @Test
    void theSignalRunsTheAction() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        Runnable restore = Hangup.handle(ran::countDown);
        try {
            // Sent by a shell: were it not handled, it would end this process and the test with it.
            new ProcessBuilder(
                            "sh", "-c", "kill -HUP " + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            restore.run();
        }
    }
}

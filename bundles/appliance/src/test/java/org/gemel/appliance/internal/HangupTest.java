package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangupTest {

    /** The JVM does not handle a signal that it is started to ignore. */
    private static boolean ignored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) & 1) != 0;
    }

    @Test
    void theSignalRunsTheAction() throws Exception {
        assumeFalse(ignored(), "SIGHUP is ignored since the start, as nohup does it");
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

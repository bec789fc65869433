package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.junit.jupiter.api.Test;

class RealTimeTest {

    /** A policy that takes no privilege. */
    private static final int SCHED_BATCH = 3;

    /** Of the fields in /proc/PID/stat that follow the name. */
    private static final int POLICY = 41 - 3;

    @Test
    void theKernelCanBeAskedPastTheCLibrary() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        FutureTask<String> policy = new FutureTask<>(() -> {
            assertThat(RealTime.setScheduler(0, SCHED_BATCH, NativeBuffer.ofInt(0)))
                    .isZero();
            String stat = Files.readString(Path.of("/proc/thread-self/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY];
        });

        new Thread(policy).start();

        assertThat(policy.get()).isEqualTo("3");
    }

    @Test
    void ofWhatIsGrantedNothingIsSaid() {
        assertThat(RealTime.sentence(40, -15, null, null, null)).isNull();
    }

    @Test
    void ofWhatIsRefusedEachPartIsSaidWithItsReasonAndTheRemedy() {
        assertThat(RealTime.sentence(50, -10, "Not permitted", "No such thread", "Permission denied"))
                .contains("the event loop has no real-time priority (Not permitted)")
                .contains("the virtual machine's own thread has no real-time priority (No such thread)")
                .contains("the other threads have not got nice -10 (Permission denied)")
                .endsWith("or LimitRTPRIO=50 and LimitNICE=-10");
    }

    @Test
    void whatIsGrantedIsNotSaidToBeMissing() {
        assertThat(RealTime.sentence(40, -15, null, null, "Permission denied"))
                .doesNotContain("real-time priority (")
                .contains("nice -15 (Permission denied)");
    }
}

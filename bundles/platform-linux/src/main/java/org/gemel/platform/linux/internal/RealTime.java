package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/**
 * Real-time priority for the threads that a timer's punctuality hangs on: the event loop, and the virtual machine's own
 * thread, for which the loop waits at every safepoint.
 */
final class RealTime {

    /** Above all ordinary threads, below 50, at which interrupt threads run that bring us packets and timers. */
    private static final int PRIORITY = 40;

    private static final int THIS_THREAD = 0;
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String VM_THREAD = "VM Thread";

    private RealTime() {}

    /**
     * Raises the calling thread and the virtual machine's thread.
     *
     * @return what was done or refused, for a person
     */
    static String raise() {
        int error = raise(THIS_THREAD);
        if (error != 0) {
            return "The event loop has no real-time priority (" + Errno.text(error) + "), so timers may be tens of"
                    + " milliseconds late while the machine is busy, which is too late for intervals below a second."
                    + " Grant CAP_SYS_NICE (as root has it, or by AmbientCapabilities= in the systemd unit) or"
                    + " LimitRTPRIO=" + PRIORITY;
        }
        String done = "The event loop runs with real-time priority " + PRIORITY;
        try {
            error = raise(vmThread());
            return error == 0 ? done : done + ", the VM thread without: " + Errno.text(error);
        } catch (IOException e) {
            return done + ", the VM thread without: " + e.getMessage();
        }
    }

    private static int vmThread() throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (name(thread).equals(VM_THREAD)) {
                    return Integer.parseInt(thread.getFileName().toString());
                }
            }
        }
        throw new NoSuchFileException(THREADS.toString(), null, "no thread is named " + VM_THREAD);
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"), UTF_8).strip();
        } catch (IOException e) {
            // It ended since it was listed, so it is not the one.
            return "";
        }
    }

    private static int raise(int tid) {
        NativeBuffer parameters = NativeBuffer.ofInt(PRIORITY);
        // Threads and processes that these start are ordinary again.
        int policy = Abi.SCHED_RR | Abi.SCHED_RESET_ON_FORK;
        return Libc.sched_setscheduler(tid, policy, parameters.pointer()) < 0 ? Libc.errno() : 0;
    }
}

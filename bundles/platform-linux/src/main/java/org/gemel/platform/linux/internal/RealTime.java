package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/**
 * Priority for the threads that a timer's punctuality hangs on. The event loop, and the virtual machine's own thread, for
 * which the loop waits at every safepoint, get real-time priority. Every other thread can keep a safepoint waiting too,
 * when the scheduler has put it aside in the middle of Java code for somebody else's process; they get a larger share.
 */
final class RealTime {

    /** Above all ordinary threads, below 50, at which interrupt threads run that bring us packets and timers. */
    private static final int PRIORITY = 40;

    /** Put back on a processor within a scheduler's turn, however busy others keep it. */
    private static final int NICE = -15;

    private static final int THIS_THREAD = 0;
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String VM_THREAD = "VM Thread";

    private RealTime() {}

    /**
     * Raises the calling thread and the virtual machine's thread, and favours all others that there are; threads that these
     * start inherit the favour.
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
            error = raiseOthers();
            return error == 0 ? done : done + ", the virtual machine's threads without: " + Errno.text(error);
        } catch (IOException e) {
            return done + ", the virtual machine's threads without: " + e.getMessage();
        }
    }

    private static int raiseOthers() throws IOException {
        int error = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                int tid = Integer.parseInt(thread.getFileName().toString());
                int refused = name(thread).equals(VM_THREAD) ? raise(tid) : favour(tid);
                error = error == 0 ? refused : error;
            }
        }
        return error;
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

    private static int favour(int tid) {
        if (Libc.setpriority(Abi.PRIO_PROCESS, tid, NICE) == 0) {
            return 0;
        }
        int error = Libc.errno();
        // It ended since it was listed.
        return error == Abi.ESRCH ? 0 : error;
    }
}

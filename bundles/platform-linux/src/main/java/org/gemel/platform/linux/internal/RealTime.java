package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.Libc;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

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
     * start inherit the favour. Each is tried, whatever was refused before.
     *
     * @return what was done or refused, for a person
     */
    static String raise() {
        String loop = text(raise(THIS_THREAD));
        String machine = "there is no " + VM_THREAD;
        String others = null;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                int tid = Integer.parseInt(thread.getFileName().toString());
                if (name(thread).equals(VM_THREAD)) {
                    machine = text(raise(tid));
                }
                String refused = text(favour(tid));
                others = others == null ? refused : others;
            }
        } catch (IOException | DirectoryIteratorException e) {
            others = e.getMessage();
        }
        return sentence(loop, machine, others);
    }

    /**
     * Says what was done and what is missing.
     *
     * @param loop why the event loop was not raised, or null if it was
     * @param machine the same of the virtual machine's thread
     * @param others why the others were not favoured, or null if they were
     */
    static String sentence(@Nullable String loop, @Nullable String machine, @Nullable String others) {
        if (loop == null && machine == null && others == null) {
            return "The event loop runs with real-time priority " + PRIORITY;
        }
        List<String> missing = new ArrayList<>();
        if (loop != null) {
            missing.add("the event loop has no real-time priority (" + loop + ")");
        }
        if (machine != null) {
            missing.add("the virtual machine's own thread has no real-time priority (" + machine + ")");
        }
        if (others != null) {
            missing.add("the other threads are not favoured by nice " + NICE + " (" + others + ")");
        }
        return "Timers may be tens of milliseconds late while the machine is busy, which is too late for intervals below"
                + " a second: " + String.join(", ", missing) + ". Grant CAP_SYS_NICE (as root has it, or by"
                + " AmbientCapabilities= in the systemd unit), or LimitRTPRIO=" + PRIORITY + " and LimitNICE=" + NICE;
    }

    private static @Nullable String text(int error) {
        return error == 0 ? null : Errno.text(error);
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
        if (Libc.sched_setscheduler(tid, policy, parameters.pointer()) == 0) {
            return 0;
        }
        int error = Libc.errno();
        // The C library musl always answers so, for its threads are not the processes that POSIX speaks of here.
        return error == Abi.ENOSYS ? setScheduler(tid, policy, parameters) : error;
    }

    /**
     * Asks the kernel itself to set the policy of a thread.
     *
     * @return 0, or the error number
     */
    static int setScheduler(int tid, int policy, NativeBuffer parameters) {
        return Libc.syscall(Abi.SYS_SCHED_SETSCHEDULER, tid, policy, parameters.pointer()) < 0 ? Libc.errno() : 0;
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

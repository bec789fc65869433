package org.gemel.platform.linux.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Priority for the threads that a timer's punctuality hangs on. The event loop, and the virtual machine's own thread, for
 * which the loop waits at every safepoint, get real-time priority. Every other thread can keep a safepoint waiting too,
 * when the scheduler has put it aside in the middle of Java code for somebody else's process; they get a larger share.
 */
final class RealTime {

    /** Above all ordinary threads, below 50, at which interrupt threads run that bring us packets and timers. */
    static final int PRIORITY = 40;

    /** Put back on a processor within a scheduler's turn, however busy others keep it. */
    static final int NICE = -15;

    private static final int THIS_THREAD = 0;
    private static final Path THREADS = Path.of("/proc/self/task");
    /** Counted from behind the name. */
    private static final int STAT_NICE = 19 - 3;

    private static final String VM_THREAD = "VM Thread";

    private RealTime() {}

    /**
     * Raises the calling thread and the virtual machine's thread, and favours all others that there are; threads that these
     * start inherit the favour. Each is tried, whatever was refused before.
     *
     * @param priority the real-time priority, 1 to 99
     * @param nice of all other threads
     * @return what was refused, for a person; null if nothing was
     */
    static @Nullable String raise(int priority, int nice) {
        String loop = text(raiseThread(THIS_THREAD, priority));
        String machine = "there is no " + VM_THREAD;
        String others = null;
        for (int tid : threads()) {
            if (name(tid).equals(VM_THREAD)) {
                machine = text(raiseThread(tid, priority));
            }
            String refused = text(favour(tid, nice));
            others = others == null ? refused : others;
        }
        return sentence(priority, nice, loop, machine, others);
    }

    /** Raises the calling thread alone, which was raised before. */
    static void raise(int priority) {
        raiseThread(THIS_THREAD, priority);
    }

    /** Makes the virtual machine's thread an ordinary one and favours none any more, as far as that is allowed. */
    static void restore(int nice) {
        for (int tid : threads()) {
            if (name(tid).equals(VM_THREAD)) {
                lower(tid);
            }
            favour(tid, nice);
        }
    }

    /** Of this process's first thread, for which a launcher's choice is. */
    static int nice() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"), UTF_8);
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[STAT_NICE]);
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell how nice this process is", e);
        }
    }

    /** Makes a thread an ordinary one. */
    static void lower(int tid) {
        set(tid, Abi.SCHED_OTHER, 0);
    }

    /** The calling thread by the kernel's number. */
    static int thisThread() {
        try {
            // ID/task/TID
            return Integer.parseInt(Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString());
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell the number of this thread", e);
        }
    }

    /** The threads of this process by the kernel's numbers. */
    static List<Integer> threads() {
        List<Integer> threads = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(THREADS)) {
            entries.forEach(
                    each -> threads.add(Integer.valueOf(each.getFileName().toString())));
        } catch (IOException | DirectoryIteratorException e) {
            throw new IllegalStateException("cannot list the threads of this process", e);
        }
        return threads;
    }

    /**
     * Says what is missing.
     *
     * @param loop why the event loop was not raised, or null if it was
     * @param machine the same of the virtual machine's thread
     * @param others why the others were not favoured, or null if they were
     */
    static @Nullable String sentence(
            int priority, int nice, @Nullable String loop, @Nullable String machine, @Nullable String others) {
        if (loop == null && machine == null && others == null) {
            return null;
        }
        List<String> missing = new ArrayList<>();
        if (loop != null) {
            missing.add("the event loop has no real-time priority (" + loop + ")");
        }
        if (machine != null) {
            missing.add("the virtual machine's own thread has no real-time priority (" + machine + ")");
        }
        if (others != null) {
            missing.add("the other threads have not got nice " + nice + " (" + others + ")");
        }
        return "Timers may be tens of milliseconds late while the machine is busy, which is too late for intervals below"
                + " a second: " + String.join(", ", missing) + ". Grant CAP_SYS_NICE (as root has it, or by"
                + " AmbientCapabilities= in the systemd unit), or LimitRTPRIO=" + priority + " and LimitNICE=" + nice;
    }

    private static @Nullable String text(int error) {
        return error == 0 ? null : Errno.text(error);
    }

    private static String name(int tid) {
        try {
            return Files.readString(THREADS.resolve(tid + "/comm"), UTF_8).strip();
        } catch (IOException e) {
            // It ended since it was listed, so it is not the one.
            return "";
        }
    }

    private static int raiseThread(int tid, int priority) {
        // Threads and processes that these start are ordinary again.
        return set(tid, Abi.SCHED_RR | Abi.SCHED_RESET_ON_FORK, priority);
    }

    private static int set(int tid, int policy, int priority) {
        NativeBuffer parameters = NativeBuffer.ofInt(priority);
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

    private static int favour(int tid, int nice) {
        if (Libc.setpriority(Abi.PRIO_PROCESS, tid, nice) == 0) {
            return 0;
        }
        int error = Libc.errno();
        // It ended since it was listed.
        return error == Abi.ESRCH ? 0 : error;
    }
}

package org.gemel.platform.linux.internal.program;

import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/**
 * What programs inherit from the thread that starts them: ordinary scheduling on the processors that this process had at
 * first. Only what a thread has too much is taken.
 */
final class Footing {

    /** So many processors a kernel may be built for. */
    private static final int MASK = 8192 / 8;

    private final NativeBuffer processors = NativeBuffer.allocate(MASK);

    /** Takes the calling thread's processors as those that programs get. */
    Footing() {
        Libc.sched_getaffinity(0, MASK, processors.pointer());
    }

    /**
     * Gives the calling thread what a program is to inherit, but for its user.
     *
     * @param capabilities whether the ambient ones stay, for a program that needs them to become another user
     */
    void take(boolean capabilities) {
        Libc.setpriority(Abi.PRIO_PROCESS, 0, 0);
        // Reset on fork: though a reload favours this thread after this, what it starts has no part in that.
        Libc.syscall(
                Abi.SYS_SCHED_SETSCHEDULER,
                0,
                Abi.SCHED_OTHER | Abi.SCHED_RESET_ON_FORK,
                NativeBuffer.ofInt(0).pointer());
        Libc.sched_setaffinity(0, MASK, processors.pointer());
        if (!capabilities) {
            ProcessLibc.prctl(Abi.PR_CAP_AMBIENT, Abi.PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
        }
    }

    /** Puts a program on its processors if a reload bound the calling thread to others before it was started. */
    void correct(int pid) {
        NativeBuffer now = NativeBuffer.allocate(MASK);
        Libc.sched_getaffinity(0, MASK, now.pointer());
        if (!now.bytes().equals(processors.bytes())) {
            Libc.sched_setaffinity(pid, MASK, processors.pointer());
        }
    }
}

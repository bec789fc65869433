package org.gemel.platform.linux.internal.program;

import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A program that runs and has not been waited for, so that its number is nobody else's, and neither is that of its group.
 *
 * @param pid its number and that of its group
 * @param handle readable once it has ended
 * @param output what it says; null where nobody wants it
 * @param via another program that started it and says so itself where it cannot, or null
 * @param obstacle why that other program could not start it, if it cannot; null if no reason was seen
 */
record Child(
        int pid,
        Descriptor handle,
        @Nullable Descriptor output,
        @Nullable String via,
        @Nullable String obstacle) {

    /** What is killed is gone within a scheduler's turn, unless the kernel itself holds it. */
    private static final int PATIENCE_MILLIS = 100;

    /**
     * Sends a signal to the group.
     *
     * @return null, or why that cannot be done
     */
    @Nullable
    String kill(int signal) {
        if (ProcessLibc.kill(-pid, signal) == 0) {
            return null;
        }
        int error = Libc.errno();
        return error == Abi.ESRCH ? null : Errno.text(error);
    }

    /** Kills it, waits a moment for that and lets go of it. */
    @Nullable
    String end() {
        String refused = kill(Abi.SIGKILL);
        NativeBuffer poll = NativeBuffer.allocate(Abi.POLLFD_SIZE);
        poll.bytes().putInt(0, handle.fd()).putShort(4, (short) Abi.POLLIN);
        Libc.poll(poll.pointer(), 1, PATIENCE_MILLIS);
        ProcessLibc.waitpid(pid, NativeBuffer.ofInt(0).pointer(), Abi.WNOHANG);
        handle.close();
        if (output != null) {
            output.close();
        }
        return refused;
    }
}

package org.gemel.platform.linux.internal.libc;

import com.sun.jna.Native;
import com.sun.jna.Platform;

/**
 * Numbers of system calls that the C library has no function for, or whose function does more: that for user ids changes
 * those of all threads, while the kernel changes the calling thread's.
 */
public final class SystemCall {

    public static final int SETGROUPS = number(116, 206, 159, 81, 5114, 4081);
    public static final int SETRESUID = number(117, 208, 147, 164, 5115, 4185);
    public static final int SETRESGID = number(119, 210, 149, 169, 5117, 4190);
    public static final int PIDFD_OPEN = number(434, 434, 434, 434, 5434, 4434);

    private SystemCall() {}

    /**
     * The number on this machine.
     *
     * @param old on the 32-bit x86 and ARM, and on s390
     * @param generic on 64-bit ARM, RISC-V and all that came after
     */
    private static int number(int intel64, int old, int generic, int power, int mips64, int mips32) {
        boolean wide = Native.LONG_SIZE == Long.BYTES;
        if (Platform.isMIPS()) {
            return wide ? mips64 : mips32;
        }
        if (Platform.isPPC()) {
            return power;
        }
        if (Platform.isIntel()) {
            return wide ? intel64 : old;
        }
        return Platform.isARM() && !wide || Platform.ARCH.startsWith("s390") ? old : generic;
    }
}

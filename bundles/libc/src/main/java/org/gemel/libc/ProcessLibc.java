package org.gemel.libc;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The C library's functions for processes, users and files, by direct mapping, under their own names; as {@link Libc}, but
 * loaded only where something is run or watched. Those named posix_, and those that end in _r, return an error number and
 * leave {@link Libc#errno()} alone.
 */
public final class ProcessLibc {

    static {
        Native.register(ProcessLibc.class, NativeLibrary.getProcess());
    }

    private ProcessLibc() {}

    /** A string as C has it, whatever the locale: in UTF-8. */
    public static Pointer string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Memory memory = new Memory(bytes.length + 1L);
        memory.write(0, bytes, 0, bytes.length);
        memory.setByte(bytes.length, (byte) 0);
        return memory;
    }

    public static native int posix_spawn(
            Pointer pid, Pointer path, Pointer actions, Pointer attributes, Pointer arguments, Pointer environment);

    public static native int posix_spawn_file_actions_init(Pointer actions);

    public static native int posix_spawn_file_actions_destroy(Pointer actions);

    public static native int posix_spawn_file_actions_addopen(
            Pointer actions, int fd, Pointer path, int flags, int mode);

    public static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int as);

    public static native int posix_spawn_file_actions_addclose(Pointer actions, int fd);

    public static native int posix_spawnattr_init(Pointer attributes);

    public static native int posix_spawnattr_destroy(Pointer attributes);

    public static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    public static native int posix_spawnattr_setpgroup(Pointer attributes, int group);

    public static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer signals);

    public static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer signals);

    public static native int sigemptyset(Pointer signals);

    public static native int sigfillset(Pointer signals);

    public static native int waitpid(int pid, Pointer status, int options);

    public static native int kill(int pid, int signal);

    public static native int prctl(int option, int second, int third, int fourth, int fifth);

    public static native int geteuid();

    public static native int getegid();

    public static native int getpwnam_r(Pointer name, Pointer entry, Pointer buffer, int length, Pointer result);

    public static native int getpwuid_r(int uid, Pointer entry, Pointer buffer, int length, Pointer result);

    public static native int getgrnam_r(Pointer name, Pointer entry, Pointer buffer, int length, Pointer result);

    public static native int getgrouplist(Pointer user, int group, Pointer groups, Pointer count);

    /** A system call with three numbers. */
    public static native int syscall(int number, int first, int second, int third);

    /** A system call with a number and an address. */
    public static native int syscall(int number, int first, @Nullable Pointer second);

    public static native int open(Pointer path, int flags);

    public static native int mkfifo(Pointer path, int mode);

    public static native int pipe2(Pointer fds, int flags);

    public static native int fcntl(int fd, int command, int argument);

    public static native int read(int fd, Pointer buffer, int length);

    /** The length of what is there, or -1. */
    public static native int getxattr(Pointer path, Pointer name, Pointer value, int size);

    public static native int inotify_init1(int flags);

    public static native int inotify_add_watch(int inotify, Pointer path, int mask);

    public static native int inotify_rm_watch(int inotify, int watch);
}

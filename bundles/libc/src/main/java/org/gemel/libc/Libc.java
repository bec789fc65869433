package org.gemel.libc;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The C library's functions, by direct mapping, under their own names. A call that fails returns -1 and leaves its reason in
 * {@link #errno()}; nothing is thrown, for an empty socket is no exception.
 *
 * <p>{@code size_t} and {@code ssize_t} are mapped to {@code int}, which is right on 32 and 64 bits alike: libffi extends
 * integers to the register's width, and no length here reaches 2 GiB.
 */
public final class Libc {

    static {
        // The process itself has the C library loaded already, under whatever file name this system gives it.
        Native.register(Libc.class, NativeLibrary.getProcess());
    }

    private Libc() {}

    /** Why this thread's last call failed. */
    public static int errno() {
        return Native.getLastError();
    }

    public static native int socket(int domain, int type, int protocol);

    public static native int bind(int fd, Pointer address, int length);

    public static native int connect(int fd, Pointer address, int length);

    public static native int getsockname(int fd, Pointer address, Pointer length);

    public static native int setsockopt(int fd, int level, int option, Pointer value, int length);

    public static native int send(int fd, Pointer buffer, int length, int flags);

    public static native int sendto(int fd, Pointer buffer, int length, int flags, Pointer to, int toLength);

    /** {@code socket} and {@code message} as in the manual, the latter a struct msghdr. */
    public static native int recvmsg(int fd, Pointer message, int flags);

    public static native int recv(int fd, Pointer buffer, int length, int flags);

    public static native int poll(Pointer pollfds, int count, int timeoutMillis);

    public static native int open(String path, int flags);

    public static native int write(int fd, Pointer buffer, int length);

    public static native int close(int fd);

    public static native int epoll_create1(int flags);

    public static native int epoll_ctl(int epoll, int operation, int fd, Pointer event);

    public static native int epoll_wait(int epoll, Pointer events, int maximum, int timeoutMillis);

    public static native int timerfd_create(int clock, int flags);

    public static native int timerfd_settime(int fd, int flags, Pointer value, @Nullable Pointer oldValue);

    public static native int eventfd(int initial, int flags);

    public static native int clock_gettime(int clock, Pointer timespec);

    public static native int sched_setscheduler(int tid, int policy, Pointer parameters);

    /** A system call, for one that the C library keeps back, with three arguments. */
    public static native int syscall(int number, int first, int second, Pointer third);

    /** The same with four arguments. */
    public static native int syscall(int number, int first, int second, Pointer third, @Nullable Pointer fourth);

    public static native int setpriority(int which, int id, int nice);

    public static native int sched_getaffinity(int tid, int length, Pointer processors);

    public static native int sched_setaffinity(int tid, int length, Pointer processors);

    public static native int mlockall(int flags);

    public static native int munlockall();

    public static native int umask(int mask);

    public static native int setns(int fd, int kind);

    public static native Pointer strerror(int error);
}

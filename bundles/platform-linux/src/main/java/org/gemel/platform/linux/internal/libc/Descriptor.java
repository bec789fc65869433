package org.gemel.platform.linux.internal.libc;

import java.util.concurrent.Executor;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;

/** A file descriptor that is closed once. */
public final class Descriptor implements AutoCloseable {

    private int fd;

    private Descriptor(int fd) {
        this.fd = fd;
    }

    /**
     * Takes the result of a call that makes a descriptor.
     *
     * @param fd what the call returned
     * @param tried what it was for, to follow "cannot"
     * @param capability what it takes to be allowed to
     * @throws PlatformException if the call failed
     */
    public static Descriptor of(int fd, String tried, String capability) throws PlatformException {
        if (fd < 0) {
            throw Errno.refused(tried, Libc.errno(), capability);
        }
        return new Descriptor(fd);
    }

    /** The number; -1 once closed. */
    public int fd() {
        return fd;
    }

    /**
     * Sets a socket option.
     *
     * @return 0, or the error number
     */
    public int option(int level, int name, NativeBuffer value) {
        return Libc.setsockopt(fd, level, name, value.pointer(), value.size()) == 0 ? 0 : Libc.errno();
    }

    @Override
    public void close() {
        closeBy(Runnable::run);
    }

    /**
     * Closes it where waiting for the kernel does no harm. From now on it counts as closed.
     *
     * @param executor runs the closing
     */
    public void closeBy(Executor executor) {
        if (fd >= 0) {
            int closing = fd;
            fd = -1;
            executor.execute(() -> Libc.close(closing));
        }
    }
}

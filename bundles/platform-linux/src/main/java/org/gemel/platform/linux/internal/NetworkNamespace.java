package org.gemel.platform.linux.internal;

import java.nio.file.Path;
import org.gemel.api.platform.Platform.Task;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;

/** The network namespace of a thread. */
public final class NetworkNamespace {

    /** Where {@code ip netns} keeps them. */
    static final Path DIRECTORY = Path.of("/run/netns");

    private static final String CAPABILITY = "CAP_SYS_ADMIN";

    private NetworkNamespace() {}

    /**
     * Moves the calling thread, and no other, into a namespace; sockets that it opens from now on belong there.
     *
     * @param file the namespace, such as {@code /run/netns/NAME}
     */
    public static void enter(Path file) throws PlatformException {
        String tried = "enter the network namespace " + file;
        int fd = Libc.open(file.toString(), Abi.O_RDONLY | Abi.O_CLOEXEC);
        if (fd < 0 && Libc.errno() == Abi.ENOENT && file.startsWith(DIRECTORY)) {
            throw new PlatformException("cannot " + tried + ": there is none of that name; make it with: ip netns add "
                    + file.getFileName() + ", and see to it that this is done before Gemel is started");
        }
        try (Descriptor namespace = Descriptor.of(fd, tried, CAPABILITY)) {
            enter(namespace, tried);
        }
    }

    private static void enter(Descriptor namespace, String tried) throws PlatformException {
        if (Libc.setns(namespace.fd(), Abi.CLONE_NEWNET) < 0) {
            throw Errno.refused(tried, Libc.errno(), CAPABILITY);
        }
    }

    /** Where the calling thread is, as a file that there is for as long as the thread. */
    static Path ofThisThread() {
        return Path.of("/proc/self/task/" + RealTime.thisThread() + "/ns/net");
    }

    /** Runs a task on the calling thread, which is in the namespace meanwhile and then where it was before. */
    static <T, E extends Exception> T inside(Path file, Task<T, E> task) throws PlatformException, E {
        String tried = "go back to the former network namespace";
        int fd = Libc.open(ofThisThread().toString(), Abi.O_RDONLY | Abi.O_CLOEXEC);
        try (Descriptor former = Descriptor.of(fd, tried, CAPABILITY)) {
            enter(file);
            try {
                return task.run();
            } finally {
                enter(former, tried);
            }
        }
    }
}

package org.gemel.platform.linux.internal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's news of directories and files, and who is interested in which name. Directories are added on any thread, for that
 * takes as long as a file server likes.
 */
final class Inotify implements AutoCloseable {

    // <sys/inotify.h>
    private static final int IN_ATTRIB = 0x4;
    private static final int IN_CLOSE_WRITE = 0x8;
    private static final int IN_MOVED_FROM = 0x40;
    private static final int IN_MOVED_TO = 0x80;
    private static final int IN_CREATE = 0x100;
    private static final int IN_DELETE = 0x200;
    private static final int IN_DELETE_SELF = 0x400;
    private static final int IN_MOVE_SELF = 0x800;
    private static final int IN_Q_OVERFLOW = 0x4000;
    private static final int IN_IGNORED = 0x8000;

    /** A file counts when its writer is done with it, for while it is being written it may be empty. */
    private static final int MASK = IN_ATTRIB
            | IN_CLOSE_WRITE
            | IN_MOVED_FROM
            | IN_MOVED_TO
            | IN_CREATE
            | IN_DELETE
            | IN_DELETE_SELF
            | IN_MOVE_SELF;

    /** struct inotify_event { int wd; u32 mask; u32 cookie; u32 len; char name[len]; } */
    private static final int NAME = 16;

    private static final int BUFFER = 16 * 1024;

    /** A directory or file that is watched, and the name in it; null for the thing itself. */
    record Interest(int watch, @Nullable String name) {}

    private final Descriptor descriptor;
    private final KernelLoop.Watch readable;
    private final NativeBuffer buffer = NativeBuffer.allocate(BUFFER);
    private final Map<WatchedFile, List<Interest>> interests = new HashMap<>();
    private final Runnable overflow;

    /** @param overflow told when news were lost */
    Inotify(KernelLoop loop, Runnable overflow) throws PlatformException {
        this.overflow = overflow;
        descriptor = Descriptor.of(
                ProcessLibc.inotify_init1(Abi.SOCK_NONBLOCK_CLOEXEC),
                "watch files",
                "a larger fs.inotify.max_user_instances");
        readable = loop.watch(descriptor.fd(), this::read);
    }

    /**
     * Watches a directory or file, watched before or not.
     *
     * @return its number; -1 if it is not there or not to be seen
     * @throws PlatformException if no more can be watched
     */
    int add(Path path) throws PlatformException {
        int watch = ProcessLibc.inotify_add_watch(descriptor.fd(), ProcessLibc.string(path.toString()), MASK);
        if (watch < 0 && Libc.errno() == Abi.ENOSPC) {
            throw new PlatformException("cannot watch " + path + ": " + Errno.text(Libc.errno())
                    + "; allow more: sysctl fs.inotify.max_user_watches=65536");
        }
        return watch;
    }

    /** Replaces what a file is interested in; what nobody is interested in any more is no longer watched. */
    synchronized void interest(WatchedFile file, List<Interest> inThese) {
        List<Interest> wanted = file.forgotten() ? List.of() : inThese;
        List<Interest> before = wanted.isEmpty() ? interests.remove(file) : interests.put(file, wanted);
        if (before == null) {
            return;
        }
        Set<Integer> unused = new HashSet<>();
        before.forEach(interest -> unused.add(interest.watch()));
        interests.values().forEach(list -> list.forEach(interest -> unused.remove(interest.watch())));
        unused.forEach(watch -> ProcessLibc.inotify_rm_watch(descriptor.fd(), watch));
    }

    private void read() {
        int length = ProcessLibc.read(descriptor.fd(), buffer.pointer(), BUFFER);
        boolean lost = false;
        Set<WatchedFile> concerned = new LinkedHashSet<>();
        ByteBuffer bytes = buffer.bytes();
        for (int at = 0; at + NAME <= length; at += NAME + bytes.getInt(at + 12)) {
            int mask = bytes.getInt(at + 4);
            lost |= (mask & IN_Q_OVERFLOW) != 0;
            int watch = bytes.getInt(at);
            String name = (mask & IN_IGNORED) != 0 ? null : name(at + NAME, bytes.getInt(at + 12));
            concern(watch, name, concerned);
        }
        concerned.forEach(file -> file.look(this));
        if (lost) {
            overflow.run();
        }
    }

    private synchronized void concern(int watch, @Nullable String name, Set<WatchedFile> concerned) {
        interests.forEach((file, list) -> {
            for (Interest interest : list) {
                if (interest.watch() == watch && (name == null || Objects.equals(name, interest.name()))) {
                    concerned.add(file);
                }
            }
        });
    }

    private @Nullable String name(int at, int length) {
        int end = at;
        while (end < at + length && buffer.bytes().get(end) != 0) {
            end++;
        }
        byte[] name = new byte[end - at];
        buffer.bytes().get(at, name);
        return name.length == 0 ? null : new String(name, UTF_8);
    }

    @Override
    public void close() {
        readable.close();
        descriptor.close();
    }
}

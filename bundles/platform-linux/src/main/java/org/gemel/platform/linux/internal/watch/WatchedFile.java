package org.gemel.platform.linux.internal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.SmallFiles;
import org.gemel.api.platform.SmallFiles.Content;
import org.gemel.libc.Libc;
import org.gemel.libc.ProcessLibc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.watch.Inotify.Interest;
import org.jspecify.annotations.Nullable;

/**
 * A file that is watched, by way of every directory on the way to it, those that are not there yet included. It is looked at on
 * threads that may have to wait, one at a time; all else is on the side loop.
 */
final class WatchedFile {

    private static final String DENIED = "permission denied; look at the owners and modes that 'namei -l' lists for it";

    private final Path path;
    private final Consumer<Content> listener;
    private final EventLoop loop;
    private final EventLoop side;
    private final PatientWorkers workers;
    private final Duration patience;
    private final EventLoop.Timer late;
    private @Nullable Content told;
    private boolean looking;
    private boolean again;
    private volatile boolean forgotten;

    /** @param patience after so long without an answer the file counts as not readable, until there is one */
    WatchedFile(
            Path path,
            Consumer<Content> listener,
            EventLoop loop,
            EventLoop side,
            PatientWorkers workers,
            Duration patience) {
        this.path = path;
        this.listener = listener;
        this.loop = loop;
        this.side = side;
        this.workers = workers;
        this.patience = patience;
        this.late = side.newTimer(() -> unreadable(path + " cannot be read: its file system has not answered for "
                + patience.toSeconds() + " s; see to the file server, or keep the file on a local disk"));
    }

    /** Any thread. */
    void forget() {
        forgotten = true;
    }

    boolean forgotten() {
        return forgotten;
    }

    /** No more is told. */
    void end() {
        late.disarm();
    }

    /** Has it looked at soon. */
    void look(Inotify inotify) {
        again = looking;
        if (looking || forgotten) {
            return;
        }
        looking = true;
        late.arm(side.nanoTime() + patience.toNanos());
        workers.inOrder(path, () -> {
            Content seen = see(inotify);
            side.execute(() -> seen(seen, inotify));
        });
    }

    private void seen(Content content, Inotify inotify) {
        looking = false;
        late.disarm();
        tell(content);
        if (again) {
            look(inotify);
        }
    }

    /** Where the way leads now, and then the content, so that no change falls between. */
    private Content see(Inotify inotify) {
        try {
            List<Interest> before;
            List<Interest> way = List.of();
            do {
                // News of a directory that come before anybody is interested are dropped.
                before = way;
                way = way(inotify);
                inotify.interest(this, way);
            } while (!way.equals(before));
        } catch (PlatformException e) {
            return new Content.Unreadable(String.valueOf(e.getMessage()));
        }
        return content();
    }

    private List<Interest> way(Inotify inotify) throws PlatformException {
        List<Interest> way = new ArrayList<>();
        Path here = Path.of("/");
        int watch = inotify.add(here);
        for (Path name : path) {
            if (watch < 0) {
                break;
            }
            way.add(new Interest(watch, name.toString()));
            here = here.resolve(name);
            watch = inotify.add(here);
        }
        if (watch >= 0) {
            // Behind a symbolic link the file changes without its directory here hearing of it.
            way.add(new Interest(watch, null));
        }
        return way;
    }

    /** It is opened only when it is known to be a file: to open another thing can take for ever, or do something. */
    private Content content() {
        int fd = ProcessLibc.open(ProcessLibc.string(path.toString()), Abi.O_PATH | Abi.O_CLOEXEC);
        if (fd < 0) {
            int error = Libc.errno();
            return error == Abi.ENOENT
                    ? new Content.Absent()
                    : new Content.Unreadable(
                            path + " cannot be read: " + (error == Abi.EACCES ? DENIED : Errno.text(error)));
        }
        // The same one, whatever others put in its place.
        Path pinned = Path.of("/proc/self/fd", Integer.toString(fd));
        try {
            BasicFileAttributes attributes = Files.readAttributes(pinned, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return new Content.Unreadable(path + " is "
                        + (attributes.isDirectory() ? "a directory" : "no ordinary file") + "; remove it");
            }
            try (InputStream in = Files.newInputStream(pinned)) {
                return new Content.Text(new String(in.readNBytes(SmallFiles.MOST), UTF_8));
            }
        } catch (IOException e) {
            return new Content.Unreadable(path + " cannot be read: " + reason(e));
        } finally {
            Libc.close(fd);
        }
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return DENIED;
        }
        if (e instanceof NoSuchFileException) {
            return "its directory does not exist";
        }
        String reason = e instanceof FileSystemException refused ? refused.getReason() : null;
        return reason == null ? String.valueOf(e.getMessage()) : reason;
    }

    void unreadable(String reason) {
        tell(new Content.Unreadable(reason));
    }

    private void tell(Content content) {
        if (!content.equals(told)) {
            told = content;
            loop.execute(() -> {
                if (!forgotten) {
                    listener.accept(content);
                }
            });
        }
    }
}

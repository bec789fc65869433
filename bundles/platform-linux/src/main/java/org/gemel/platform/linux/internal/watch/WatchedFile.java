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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.SmallFiles;
import org.gemel.api.platform.SmallFiles.Content;
import org.gemel.platform.linux.internal.watch.Inotify.Interest;
import org.jspecify.annotations.Nullable;

/** A file that is watched, by way of every directory on the way to it, those that are not there yet included. */
final class WatchedFile {

    private final Path path;
    private final Consumer<Content> listener;
    private final EventLoop loop;
    private @Nullable Content told;
    private volatile boolean forgotten;

    WatchedFile(Path path, Consumer<Content> listener, EventLoop loop) {
        this.path = path;
        this.listener = listener;
        this.loop = loop;
    }

    void forget() {
        forgotten = true;
    }

    /** Looks where the way leads now, and then at the content, so that no change falls between. */
    void look(Inotify inotify) {
        if (forgotten) {
            return;
        }
        try {
            inotify.interest(this, way(inotify));
        } catch (PlatformException e) {
            unreadable(String.valueOf(e.getMessage()));
            return;
        }
        tell(content());
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

    private Content content() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return new Content.Unreadable(path + " is "
                        + (attributes.isDirectory() ? "a directory" : "no ordinary file") + "; remove it");
            }
            try (InputStream in = Files.newInputStream(path)) {
                return new Content.Text(new String(in.readNBytes(SmallFiles.MOST), UTF_8));
            }
        } catch (NoSuchFileException e) {
            return new Content.Absent();
        } catch (IOException e) {
            return new Content.Unreadable(path + " cannot be read: " + reason(e));
        }
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied; look at the owners and modes that 'namei -l' lists for it";
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

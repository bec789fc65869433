package org.gemel.platform.linux.internal.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.SmallFiles;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.jspecify.annotations.Nullable;

/** Watches and writes small files; the side loop has it done and hears what came of it. */
public final class LinuxFiles implements SmallFiles, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final EventLoop loop;
    private final KernelLoop side;
    private final PatientWorkers workers;
    private final List<WatchedFile> files = new ArrayList<>();
    private @Nullable Inotify inotify;

    /**
     * @param loop asks and is told
     * @param side does the rest, but what may have to wait for a file server
     */
    public LinuxFiles(EventLoop loop, KernelLoop side) {
        this.loop = loop;
        this.side = side;
        this.workers = new PatientWorkers(side);
    }

    @Override
    public Subscription watch(Path path, Consumer<Content> listener) {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("not an absolute path: " + path);
        }
        WatchedFile file = new WatchedFile(path.normalize(), listener, loop, side, workers, PATIENCE);
        side.execute(() -> begin(file));
        return () -> {
            file.forget();
            side.execute(() -> end(file));
        };
    }

    private void begin(WatchedFile file) {
        files.add(file);
        try {
            if (inotify == null) {
                inotify = new Inotify(side, this::overflow);
            }
            file.look(inotify);
        } catch (PlatformException e) {
            file.unreadable(String.valueOf(e.getMessage()));
        } catch (LinkageError e) {
            // Who watches must get an answer, or a tracker would wait for ever.
            file.unreadable("files cannot be watched with this C library: " + e);
        }
    }

    private void end(WatchedFile file) {
        files.remove(file);
        file.end();
        if (inotify != null) {
            inotify.interest(file, List.of());
        }
    }

    /** Something was missed. */
    private void overflow() {
        if (inotify != null) {
            for (WatchedFile file : List.copyOf(files)) {
                file.look(inotify);
            }
        }
    }

    @Override
    public void write(Path path, String line, boolean overwrite, Consumer<String> refused) {
        side.execute(() -> workers.inOrder(path.normalize(), () -> {
            try {
                write(path, line, overwrite);
            } catch (IOException e) {
                String reason = path + " cannot be written: " + WatchedFile.reason(e);
                loop.execute(() -> refused.accept(reason));
            }
        }));
    }

    private static void write(Path path, String line, boolean overwrite) throws IOException {
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (there && !overwrite) {
            return;
        }
        if (there && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("what is there is no ordinary file; remove it");
        }
        // In a directory of everybody's, others may put a link there meanwhile.
        Set<OpenOption> options = there
                ? Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS)
                : Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try {
            Files.write(path, (line + "\n").getBytes(UTF_8), options.toArray(OpenOption[]::new));
        } catch (FileAlreadyExistsException e) {
            throw new IOException("somebody else made it at the same time", e);
        }
    }

    /** On the side loop. */
    @Override
    public void close() {
        files.forEach(WatchedFile::end);
        files.clear();
        workers.close();
        if (inotify != null) {
            inotify.close();
        }
    }
}

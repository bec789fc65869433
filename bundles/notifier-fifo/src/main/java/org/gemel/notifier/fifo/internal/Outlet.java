package org.gemel.notifier.fifo.internal;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.platform.Pipes.Pipe;
import org.gemel.api.platform.Pipes.Written;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One named pipe and the program that reads it. Not safe for threads. */
final class Outlet {

    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    /** A pipe that could not be made is tried again with a line that comes so much later. */
    private static final long RETRY_NANOS = 10_000_000_000L;

    private final Platform platform;
    private Fifo fifo;
    private @Nullable Pipe pipe;
    private @Nullable Reader reader;
    private String refusal = "";
    private long refusedAt;
    private long lost;

    /** Makes the pipe and starts the program. */
    Outlet(Fifo fifo, Platform platform) {
        this.platform = platform;
        this.fifo = fifo;
        open();
        startReader();
    }

    Fifo fifo() {
        return fifo;
    }

    /** Becomes another one at the same path. */
    void become(Fifo next) {
        Fifo before = fifo;
        fifo = next;
        if (!Objects.equals(before.user(), next.user()) || !Objects.equals(before.group(), next.group())) {
            Pipe former = pipe;
            pipe = null;
            if (former != null) {
                former.remove();
            }
        }
        if (pipe == null) {
            open();
        }
        if (!Objects.equals(before.reader(), next.reader())) {
            endReader();
            startReader();
        }
    }

    /**
     * Writes a line.
     *
     * @param line with its end
     * @return why it is lost; null if it is not
     */
    @Nullable
    String write(byte[] line) {
        if (pipe == null && platform.loop().nanoTime() - refusedAt >= RETRY_NANOS) {
            open();
        }
        Written written = tryToWrite(line);
        if (written == Written.GONE) {
            LOG.warn("Somebody removed the FIFO {}; it is made again", fifo.path());
            open();
            written = tryToWrite(line);
        }
        if (written == Written.YES) {
            if (lost > 0) {
                LOG.info("The FIFO {} is read again; {} lost meanwhile", fifo.path(), lines(lost));
                lost = 0;
            }
            return null;
        }
        if (pipe == null) {
            return refusal;
        }
        lost++;
        if (lost == 1) {
            LOG.warn(
                    "Nobody reads the FIFO {} and it is full: lines are lost until somebody does; see who should with"
                            + " 'fuser -v {}'",
                    fifo.path(),
                    fifo.path());
        }
        return fifo.path() + " is full, nobody reads it; " + lines(lost) + " lost";
    }

    private static String lines(long number) {
        return number == 1 ? "1 line" : number + " lines";
    }

    private @Nullable Written tryToWrite(byte[] line) {
        return pipe == null ? null : pipe.write(line);
    }

    private void open() {
        if (pipe != null) {
            pipe.close();
            pipe = null;
        }
        try {
            pipe = platform.pipes().open(fifo.path(), fifo.user(), fifo.group());
            refusal = "";
        } catch (PlatformException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(refusal)) {
                LOG.error("Nothing is written to {}: {}", fifo.path(), message);
            }
            refusal = message;
            refusedAt = platform.loop().nanoTime();
        }
    }

    private void startReader() {
        Command command = fifo.reader();
        reader = command == null ? null : new Reader(command, fifo.path(), platform);
    }

    private CompletableFuture<Void> endReader() {
        Reader former = reader;
        reader = null;
        return former == null ? CompletableFuture.completedFuture(null) : former.end();
    }

    /**
     * Ends it; who reads gets what is there and the end of it.
     *
     * @param stays whether the pipe stays where it is, for a successor
     * @return done when the program has ended
     */
    CompletableFuture<Void> end(boolean stays) {
        Pipe former = pipe;
        pipe = null;
        if (former != null && stays) {
            former.close();
        } else if (former != null) {
            former.remove();
        }
        return endReader();
    }
}

package org.gemel.shell.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that is closed when a read or a write takes too long: a Unix socket channel has no timeouts itself. */
final class TimedChannel implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.shell");

    private final SocketChannel channel;
    private final ScheduledExecutorService watchdog;
    private final Duration stall;

    /**
     * @param stall how long a write may take
     */
    TimedChannel(SocketChannel channel, ScheduledExecutorService watchdog, Duration stall) {
        this.channel = channel;
        this.watchdog = watchdog;
        this.stall = stall;
    }

    /** Reads what is there; -1 at the end. */
    int read(ByteBuffer buffer, Duration patience) throws IOException {
        ScheduledFuture<?> limit = limit(patience);
        try {
            return channel.read(buffer);
        } finally {
            limit.cancel(false);
        }
    }

    /** Writes all of it. */
    void write(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            ScheduledFuture<?> limit = limit(stall);
            try {
                channel.write(buffer);
            } finally {
                limit.cancel(false);
            }
        }
    }

    /** A stream of what is written; closing it does not close the channel. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                TimedChannel.this.write(ByteBuffer.wrap(new byte[] {(byte) octet}));
            }

            @Override
            public void write(byte[] octets, int offset, int length) throws IOException {
                TimedChannel.this.write(ByteBuffer.wrap(octets, offset, length));
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            LOG.debug("closing a connection", gone);
        }
    }

    private ScheduledFuture<?> limit(Duration patience) throws IOException {
        try {
            return watchdog.schedule(this::close, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            throw new IOException("the control socket is closed", ended);
        }
    }
}

package org.gemel.checker.connection.internal;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop of one network. */
final class Exchange {

    /** Two do what two thousand checks a second need; more would only hold more memory. */
    private static final int MOST_THREADS = 2;

    private static final int PAGE = 8192;
    /** Chunks of 64 KiB: what is not used is given back in small pieces. */
    private static final int CHUNK_ORDER = 3;

    private static final String MACHINE = "io.netty.machineId";

    private static final int END_SECONDS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    static {
        // Names of channels need not be unique in the world: no looking through all interfaces for a hardware address.
        if (System.getProperty(MACHINE) == null) {
            System.setProperty(MACHINE, "02:00:00:00:00:01");
        }
        // Buffers are let go of in one place, which the tests watch.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    private final Sockets sockets;
    private final TlsContexts contexts = new TlsContexts(System::nanoTime);
    private final ByteBufAllocator buffers = new PooledByteBufAllocator(true, 1, 1, PAGE, CHUNK_ORDER, 0, 0, false);
    private final EventLoopGroup loops;
    private final @Nullable String unreachable;

    Exchange(Platform platform, Sockets sockets) {
        this.sockets = sockets;
        unreachable = obstacle(platform);
        int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        loops = new MultiThreadIoEventLoopGroup(threads, threads(platform), sockets.handlers());
        LOG.debug("{} threads for checks over the network, {}", threads, sockets);
    }

    /** Why this platform's network cannot be entered; null if it can. */
    private static @Nullable String obstacle(Platform platform) {
        try {
            platform.inside(() -> Boolean.TRUE);
            return null;
        } catch (PlatformException e) {
            return e.getMessage();
        }
    }

    private static ThreadFactory threads(Platform platform) {
        return task -> thread(platform, task);
    }

    private static Thread thread(Platform platform, Runnable task) {
        return OwnThread.of("gemel-checks", () -> {
            try {
                platform.inside(() -> {
                    task.run();
                    return Boolean.TRUE;
                });
            } catch (PlatformException e) {
                LOG.error("checks over the network cannot run: {}", e.getMessage(), e);
            }
        });
    }

    Line dial(Target target, Conversation conversation) {
        NettyLine line = new NettyLine(target, conversation, loops.next(), sockets, buffers, contexts);
        line.dial(unreachable);
        return line;
    }

    /** Whether a thread of it has ended that should not have, as want of memory makes it. */
    boolean broken() {
        for (EventExecutor each : loops) {
            if (each.isShuttingDown()) {
                return true;
            }
        }
        return false;
    }

    /** Ends the loop soon; lines that are open are cut. */
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    void awaitEnd() {
        if (!loops.terminationFuture().awaitUninterruptibly(END_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("checks over the network have not ended within {} s", END_SECONDS);
        }
    }
}

package org.gemel.checker.connection.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * One exchange for each platform, from its first call until its last dialer is closed. It is opened on a thread of its own: to load
 * Netty takes a small router longer than who calls may wait.
 */
@Component
public final class SharedDialers implements Dialers {

    private final Map<Platform, Shared> platforms = new IdentityHashMap<>();

    /** To choose is to load Netty. */
    private final Supplier<Sockets> sockets;

    @Activate
    public SharedDialers() {
        this(Sockets::best);
    }

    SharedDialers(Supplier<Sockets> sockets) {
        this.sockets = sockets;
    }

    /** What the dialers of one platform share. */
    private static final class Shared {
        private int dialers;
        private @Nullable CompletableFuture<Exchange> exchange;
    }

    @Override
    public synchronized Dialer open(Platform platform) {
        platforms.computeIfAbsent(platform, unknown -> new Shared()).dialers++;
        return new Handset(platform);
    }

    private synchronized CompletableFuture<Exchange> exchange(Platform platform) {
        Shared shared = platforms.get(platform);
        if (shared == null) {
            return CompletableFuture.failedFuture(new IllegalStateException("they have ended"));
        }
        CompletableFuture<Exchange> present = shared.exchange;
        if (present == null || broken(present)) {
            if (present != null) {
                present.thenAccept(Exchange::stop);
            }
            present = opening(platform);
            shared.exchange = present;
        }
        return present;
    }

    private static boolean broken(CompletableFuture<Exchange> exchange) {
        return exchange.isCompletedExceptionally()
                || exchange.isDone() && exchange.join().broken();
    }

    private CompletableFuture<Exchange> opening(Platform platform) {
        CompletableFuture<Exchange> opening = new CompletableFuture<>();
        OwnThread.of("gemel-checks-open", () -> {
                    try {
                        opening.complete(new Exchange(platform, sockets.get()));
                    } catch (RuntimeException | Error e) {
                        opening.completeExceptionally(e);
                    }
                })
                .start();
        return opening;
    }

    private void closed(Platform platform) {
        CompletableFuture<Exchange> unused = null;
        synchronized (this) {
            Shared shared = platforms.get(platform);
            if (shared != null && --shared.dialers == 0) {
                platforms.remove(platform);
                unused = shared.exchange;
            }
        }
        if (unused != null) {
            unused.thenAccept(Exchange::stop);
        }
    }

    /** Ends everything, and waits a moment for the threads to be gone: the bundle may go with them. */
    @Deactivate
    public void close() {
        List<Shared> all;
        synchronized (this) {
            all = List.copyOf(platforms.values());
            platforms.clear();
        }
        for (Shared each : all) {
            if (each.exchange != null) {
                each.exchange
                        .thenAccept(exchange -> {
                            exchange.stop();
                            exchange.awaitEnd();
                        })
                        .exceptionally(unopened -> null)
                        .join();
            }
        }
    }

    /** A dialer. */
    private final class Handset implements Dialer {

        private final Platform platform;
        private boolean open = true;

        Handset(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Line dial(Target target, Conversation conversation) {
            CompletableFuture<Exchange> exchange = exchange(platform);
            if (exchange.isDone() && !exchange.isCompletedExceptionally()) {
                return exchange.join().dial(target, conversation);
            }
            EarlyLine line = new EarlyLine();
            exchange.whenComplete((opened, failed) -> {
                if (failed == null) {
                    line.dial(opened, target, conversation);
                } else {
                    conversation.failed("checks over the network cannot run: " + failed);
                }
            });
            return line;
        }

        @Override
        public void close() {
            synchronized (SharedDialers.this) {
                if (!open) {
                    return;
                }
                open = false;
            }
            closed(platform);
        }
    }

    /** A line that waits for the exchange to open. */
    private static final class EarlyLine implements Line {

        private @Nullable Line real;
        private boolean hungUp;

        synchronized void dial(Exchange exchange, Target target, Conversation conversation) {
            if (!hungUp) {
                real = exchange.dial(target, conversation);
            }
        }

        @Override
        public synchronized void say(byte[] bytes) {
            if (real != null) {
                real.say(bytes);
            }
        }

        @Override
        public synchronized void hangUp() {
            hungUp = true;
            if (real != null) {
                real.hangUp();
            }
        }
    }
}

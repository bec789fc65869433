package org.gemel.checker.connection.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;

/** Asks a check once, and waits for what it says. */
public final class Wait {

    private static final Duration LONG = Duration.ofSeconds(30);

    private Wait() {}

    /**
     * Dials once, and returns when a server of this host has been reached: to load Netty takes a busy machine longer than a check may.
     * The dialer stays open until all are closed.
     */
    public static void dialled(Dialers dialers, Platform platform) {
        CompletableFuture<Line> opened = new CompletableFuture<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            dialers.open(platform).dial(Target.tcp(Here.to(server.getLocalPort(), LONG)), new Conversation() {
                @Override
                public void opened(Line line) {
                    opened.complete(line);
                }

                @Override
                public void heard(ByteBuffer bytes) {}

                @Override
                public void ended(boolean clean) {}

                @Override
                public void failed(String why) {
                    opened.completeExceptionally(new AssertionError(why));
                }
            });
            opened.get(LONG.toMillis(), TimeUnit.MILLISECONDS).hangUp();
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no line within " + LONG, e);
        }
    }

    /**
     * The verdict of a check.
     *
     * @param limit how long that may take
     * @throws AssertionError if it takes longer
     */
    public static Verdict verdict(Checker check, Duration limit) {
        CompletableFuture<Verdict> verdict = new CompletableFuture<>();
        check.ask(new Probe() {
            @Override
            public Duration limit() {
                return limit;
            }

            @Override
            public void answer(Verdict answer) {
                verdict.complete(answer);
            }

            @Override
            public boolean over() {
                return verdict.isDone();
            }

            @Override
            public void onAbandoned(Runnable cleanup) {}
        });
        try {
            return verdict.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("no verdict within " + limit, e);
        }
    }

    /** A sign for whether it passed, and what was answered. */
    public static String text(Verdict verdict) {
        return (verdict.passed() ? "+ " : "- ") + verdict.evidence().answered();
    }
}

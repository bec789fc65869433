package org.gemel.notifier.webhook.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Notifications.Webhook;
import org.gemel.api.notifier.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * POSTs to one server. {@link HttpURLConnection} needs 3 MB of memory for its first call where {@code java.net.http} needs 19 to
 * 28, and threads of its own for good.
 */
final class Call {

    private static final int OK = 200;
    private static final int REDIRECT = 300;
    private static final int ERROR = 400;
    private static final long NANOS = 1_000_000L;

    private final Webhook webhook;
    private final ScheduledExecutorService clock;
    private final Way way;
    private final @Nullable Secret secret;
    private volatile @Nullable HttpURLConnection connection;
    private volatile boolean abandoned;

    /** Where a call starts from. */
    @FunctionalInterface
    interface Way {

        /** Makes a call on the calling thread. */
        int make(Attempt attempt) throws IOException;
    }

    /** A call that may be made. */
    @FunctionalInterface
    interface Attempt {

        /** Returns the status that the server answers. */
        int make() throws IOException;
    }

    /** @param clock ends calls that take too long */
    Call(Webhook webhook, ScheduledExecutorService clock, Way way) {
        this.webhook = webhook;
        this.clock = clock;
        this.way = way;
        this.secret = webhook.secret() == null ? null : new Secret(webhook.secret());
    }

    /** The server, as people are told of it: a path or query may be as good as a password. */
    static String server(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    /** Calls, and waits for the answer for a bounded time. */
    Outcome post(byte[] body) {
        String where = server(webhook.url());
        Duration timeout = webhook.timeout();
        try {
            String signature = secret == null ? null : secret.sign(body);
            int status = way.make(() -> status(body, signature, Math.toIntExact(timeout.toMillis())));
            return new Outcome(status >= OK && status < REDIRECT, where + " answered " + text(status));
        } catch (SocketTimeoutException e) {
            return new Outcome(false, where + " did not answer within " + timeout.toMillis() + " ms");
        } catch (UnknownHostException e) {
            return new Outcome(false, where + ": the name of the host is not known to the resolver");
        } catch (IOException e) {
            return new Outcome(false, where + ": " + e.getMessage());
        }
    }

    private int status(byte[] body, @Nullable String signature, int millis) throws IOException {
        HttpURLConnection call = (HttpURLConnection) webhook.url().toURL().openConnection();
        connection = call;
        // Reading byte by byte would never time out.
        long begin = System.nanoTime();
        Future<?> deadline = clock.schedule(call::disconnect, millis, TimeUnit.MILLISECONDS);
        try {
            call.setConnectTimeout(millis);
            call.setReadTimeout(millis);
            call.setInstanceFollowRedirects(false);
            call.setUseCaches(false);
            call.setRequestMethod("POST");
            call.setRequestProperty("Content-Type", "application/json");
            call.setRequestProperty("User-Agent", "Gemel");
            if (signature != null) {
                call.setRequestProperty("X-Gemel-Signature", signature);
            }
            call.setDoOutput(true);
            // Without a length it would be sent twice when a connection breaks.
            call.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = call.getOutputStream()) {
                out.write(body);
            }
            int status = call.getResponseCode();
            inTime(begin, millis);
            return status;
        } catch (IOException | RuntimeException e) {
            // Whatever a connection says that another thread has ended.
            inTime(begin, millis);
            if (abandoned) {
                throw new IOException("the call was broken off", e);
            }
            throw e;
        } finally {
            deadline.cancel(false);
            call.disconnect();
            connection = null;
        }
    }

    private static void inTime(long begin, int millis) throws SocketTimeoutException {
        if (System.nanoTime() - begin >= millis * NANOS) {
            throw new SocketTimeoutException("it took longer than " + millis + " ms");
        }
    }

    private static String text(int status) {
        if (status < 0) {
            return "something that is not HTTP";
        }
        if (status >= REDIRECT && status < ERROR) {
            return status + ", a redirect, which is not followed; write where it leads as url";
        }
        return Integer.toString(status);
    }

    /** Ends the call that is going on, and makes no more; any thread. */
    void abandon() {
        abandoned = true;
        HttpURLConnection going = connection;
        if (going != null) {
            going.disconnect();
        }
    }
}

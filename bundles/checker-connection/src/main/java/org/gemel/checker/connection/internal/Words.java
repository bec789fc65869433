package org.gemel.checker.connection.internal;

import io.netty.handler.ssl.NotSslRecordException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in a person's words. */
final class Words {

    private static final int LONGEST = 200;
    private static final int DEEPEST = 8;

    /** What the kernel says, by what is told of it; the first that is contained. */
    private static final Map<String, String> SAYINGS = Map.ofEntries(
            Map.entry("connection refused", "connection refused"),
            Map.entry("no route to host", "no route to host"),
            Map.entry("network is unreachable", "network unreachable: this host has no route there"),
            Map.entry(
                    "cannot assign requested address", "own address is not on this host, or its port is still in use"),
            Map.entry("address already in use", "own port is in use (bind_port)"),
            Map.entry("connection reset", "connection reset"),
            Map.entry("broken pipe", "connection reset"),
            Map.entry("connection timed out", "no answer to the connection"),
            Map.entry(
                    "operation not permitted", "not permitted; by this host's firewall, or for want of CAP_NET_ADMIN"),
            Map.entry("permission denied", "not permitted; an own port below 1024 wants CAP_NET_BIND_SERVICE"),
            Map.entry("no such device", "no such interface"),
            Map.entry("too many open files", "this process has too many open files; raise LimitNOFILE"));

    private Words() {}

    static String of(Throwable thrown) {
        Throwable cause = thrown;
        String last = "";
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            String known = known(cause);
            if (known != null) {
                return known;
            }
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                last = message;
            }
            cause = cause.getCause();
        }
        return last.isEmpty() ? thrown.getClass().getSimpleName() : cut(last);
    }

    private static @Nullable String known(Throwable cause) {
        if (cause instanceof NotSslRecordException) {
            return "the server does not speak TLS";
        }
        if (cause instanceof PortUnreachableException) {
            return "connection refused";
        }
        if (cause instanceof NoRouteToHostException) {
            return "no route to host";
        }
        if (cause instanceof CertificateException) {
            return "the server's certificate is not trusted: " + cut(String.valueOf(cause.getMessage()));
        }
        String message = cause.getMessage();
        if (message == null) {
            return null;
        }
        String lower = message.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> each : SAYINGS.entrySet()) {
            if (lower.contains(each.getKey())) {
                return each.getValue();
            }
        }
        if (cause instanceof SSLException && cause.getCause() == null) {
            return "TLS failed: " + cut(message);
        }
        return null;
    }

    /** What a server has made us say is bounded, and on one line. */
    static String cut(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && clean.length() < LONGEST; i++) {
            char letter = text.charAt(i);
            clean.append(Character.isISOControl(letter) ? ' ' : letter);
        }
        return clean.toString().strip();
    }

    /** Such as {@code 5 s} or {@code 250 ms}. */
    static String time(Duration duration) {
        long millis = duration.toMillis();
        return millis >= 1000 && millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}

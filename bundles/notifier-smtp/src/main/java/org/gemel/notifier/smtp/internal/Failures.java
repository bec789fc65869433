package org.gemel.notifier.smtp.internal;

import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.jspecify.annotations.Nullable;

/** Why a conversation failed, for a person. */
final class Failures {

    private Failures() {}

    /**
     * @param last the last answer of the relay
     * @param timeout how long an answer was waited for
     */
    static Undelivered of(Exception failed, @Nullable Reply last, Watchdog watchdog, Duration timeout) {
        if (watchdog.bitten()) {
            return new Undelivered(
                    "it answers, but had not ended after " + watchdog.patience().toSeconds() + " s", true);
        }
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return new Undelivered("no answer in " + timeout.toSeconds() + " s", true);
            }
            if (cause instanceof CertificateException) {
                return new Undelivered(
                        "its certificate is not trusted: " + cause.getMessage() + "; see smtp_ca_file", true);
            }
            if (cause instanceof EOFException) {
                return new Undelivered("it closed the connection", true);
            }
        }
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof SSLException) {
            return new Undelivered("no protected connection: " + root.getMessage(), true);
        }
        if (last != null && !last.good() && last.code() != 354) {
            return new Undelivered(last.text(), last.passing());
        }
        return new Undelivered(String.valueOf(root.getMessage()), true);
    }
}

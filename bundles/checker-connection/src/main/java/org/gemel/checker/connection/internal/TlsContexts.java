package org.gemel.checker.connection.internal;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What TLS is spoken with. Reading keys takes long, so it is done once; a file that changes, as renewed certificates do, is read
 * again soon.
 */
final class TlsContexts {

    /** How long a file that has changed may go unnoticed. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** More than that are no configuration but a leak. */
    private static final int MOST = 64;

    private final LongSupplier nanoTime;
    private final Map<ClientTls, Known> known = new HashMap<>();

    TlsContexts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A context, of files that were written then. */
    private record Known(SslContext context, List<Long> written, long looked) {}

    /**
     * The context for some files.
     *
     * @throws IOException if a file cannot be used; the message stands alone, and tells no secret
     */
    synchronized SslContext get(ClientTls tls) throws IOException {
        Known present = known.get(tls);
        long now = nanoTime.getAsLong();
        if (present != null && now - present.looked < LOOK_NANOS) {
            return present.context;
        }
        List<Long> written = written(tls);
        SslContext context = present != null && present.written.equals(written) ? present.context : build(tls);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(tls, new Known(context, written, now));
        return context;
    }

    private static List<Long> written(ClientTls tls) throws IOException {
        List<Long> times = new ArrayList<>();
        for (Path each : files(tls)) {
            try {
                times.add(Files.getLastModifiedTime(each).toMillis());
            } catch (IOException e) {
                throw new IOException("the file " + each + " of SSL cannot be read: " + Words.of(e), e);
            }
        }
        return times;
    }

    private static List<Path> files(ClientTls tls) {
        List<Path> files = new ArrayList<>();
        add(files, tls.authority());
        add(files, tls.certificate());
        add(files, tls.key());
        return files;
    }

    private static void add(List<Path> files, @Nullable Path file) {
        if (file != null) {
            files.add(file);
        }
    }

    private static SslContext build(ClientTls tls) throws IOException {
        // Whose name is in the certificate is not looked at, as real servers are asked by their address (behaviour 94).
        SslContextBuilder builder =
                SslContextBuilder.forClient().sslProvider(SslProvider.JDK).endpointIdentificationAlgorithm(null);
        Path authority = tls.authority();
        try {
            if (authority == null) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            } else {
                builder.trustManager(authority.toFile());
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("ca " + authority + " of SSL holds no certificate in PEM", e);
        }
        Path certificate = tls.certificate();
        if (certificate != null) {
            Path key = tls.key();
            // keepalived too looks for the key beside the certificate.
            File keyFile = (key == null ? certificate : key).toFile();
            try {
                Secret passphrase = tls.passphrase();
                builder.keyManager(certificate.toFile(), keyFile, passphrase == null ? null : passphrase.text());
            } catch (IllegalArgumentException e) {
                throw new IOException(
                        "certificate " + certificate + " and key " + keyFile
                                + " of SSL cannot be used: wanted are PEM, the key as PKCS#8 (openssl pkcs8 -topk8 makes"
                                + " one), and its password if it has one",
                        e);
            }
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IOException("TLS cannot be spoken with the files of SSL: " + Words.of(e), e);
        }
    }
}

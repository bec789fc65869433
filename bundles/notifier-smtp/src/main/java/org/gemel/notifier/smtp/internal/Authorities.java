package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Who vouches for a relay. */
final class Authorities {

    private Authorities() {}

    /**
     * Makes connections to relays that these vouch for.
     *
     * @param file certificates in PEM; null for those that Java trusts
     * @throws IOException if the file is of no use; the message stands alone
     */
    static SSLSocketFactory sockets(@Nullable Path file) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, file == null ? null : trust(file).getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException bad) {
            throw new IOException("smtp_ca_file " + file + ": " + bad.getMessage(), bad);
        }
    }

    private static TrustManagerFactory trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + count++, certificate);
            }
        } catch (IOException unreadable) {
            throw new IOException("smtp_ca_file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        if (count == 0) {
            throw new IOException("smtp_ca_file " + file + " has no certificate in it");
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }
}

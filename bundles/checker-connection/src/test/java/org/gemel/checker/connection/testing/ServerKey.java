package org.gemel.checker.connection.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The key and the certificate of a server that speaks TLS. */
public final class ServerKey {

    private static final String SECRET = "secret";

    private ServerKey() {}

    /** What a server with it is made of. */
    public static KeyManager[] managers() {
        try (InputStream in = ServerKey.class.getResourceAsStream("server.p12")) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, SECRET.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, SECRET.toCharArray());
            return managers.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** TLS over a connection that was taken; closing it leaves that open. */
    public static SSLSocket secured(Socket client) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers(), null, null);
            SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), false);
            secured.setUseClientMode(false);
            return secured;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

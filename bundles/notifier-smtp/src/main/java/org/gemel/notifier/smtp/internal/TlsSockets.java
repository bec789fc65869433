package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Puts TLS over one connection, to the host of the given name and to no other. */
final class TlsSockets extends SSLSocketFactory {

    private final SSLSocketFactory trusting;
    private final String name;
    private @Nullable SSLSocket made;

    /** @param name what the certificate must be for */
    TlsSockets(SSLSocketFactory trusting, String name) {
        this.trusting = trusting;
        this.name = name;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean autoClose) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.createSocket(plain, name, port, autoClose);
        SSLParameters parameters = socket.getSSLParameters();
        // The rules of RFC 2818 for names in certificates, which are those of SMTP too (RFC 8314 section 5.2).
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        made = socket;
        return socket;
    }

    /** The protected connection; null before there is one. */
    @Nullable
    SSLSession session() {
        return made == null ? null : made.getSession();
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return trusting.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return trusting.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyOver();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw onlyOver();
    }

    private static UnsupportedOperationException onlyOver() {
        return new UnsupportedOperationException("only over a connection that is there");
    }
}

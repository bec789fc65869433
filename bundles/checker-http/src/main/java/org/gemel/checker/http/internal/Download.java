package org.gemel.checker.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks for a URL once as a check would, waiting for it, and makes the MD5 of what comes back. */
final class Download {

    private final Duration timeout;

    /** @param timeout for the connection, and for all that follows */
    Download(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * The MD5 of a body.
     *
     * @param url begins with http:// or https://
     * @param host what is asked for; empty for the host of the URL
     * @throws IOException if there is none; the message stands alone
     */
    String digest(URI url, String host) throws IOException {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        String name = url.getHost();
        if (name == null || !secure && !"http".equalsIgnoreCase(url.getScheme())) {
            throw new IOException("is no URL of HTTP; write one such as http://10.0.0.1:8080/path");
        }
        MessageDigest digest = Examination.md5();
        long[] length = new long[1];
        ResponseReader reader = new ResponseReader(bytes -> {
            length[0] += bytes.remaining();
            if (length[0] > Examination.LONGEST) {
                throw new BadResponseException(
                        "the body is longer than the " + (Examination.LONGEST >> 20) + " MiB that checks look at");
            }
            digest.update(bytes);
        });
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(name.replaceAll("[\\[\\]]", ""), port), millis());
            plain.setSoTimeout(millis());
            try (Socket socket = secure ? secured(plain, name, port) : plain) {
                String authority = host.isEmpty() ? url.getRawAuthority() : host;
                say(socket.getOutputStream(), path(url), authority);
                hear(socket.getInputStream(), reader);
            }
        } catch (BadResponseException e) {
            throw new IOException(e.why(), e);
        } catch (IOException e) {
            String message = e.getMessage();
            throw new IOException(message == null ? e.getClass().getSimpleName() : message.toLowerCase(Locale.ROOT), e);
        }
        if (!Url.SUCCESS.contain(reader.status())) {
            throw new IOException("HTTP " + reader.status() + ", so this is not the body that you want");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String path(URI url) {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
    }

    private int millis() {
        return (int) timeout.toMillis();
    }

    private static void say(OutputStream out, String path, String host) throws IOException {
        out.write(("GET " + path + " HTTP/1.0\r\nUser-Agent: KeepAliveClient\r\nHost: " + host + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void hear(InputStream in, ResponseReader reader) throws IOException, BadResponseException {
        byte[] bytes = new byte[8192];
        long start = System.nanoTime();
        while (!reader.done()) {
            int count = in.read(bytes);
            if (count < 0) {
                reader.end();
                return;
            }
            reader.read(ByteBuffer.wrap(bytes, 0, count));
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(millis())) {
                throw new BadResponseException("the answer takes longer than " + timeout.toSeconds() + " s");
            }
        }
    }

    /** As SSL_GET does, any certificate will do (behaviour 94). */
    private static SSLSocket secured(Socket plain, String name, int port) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java speaks no TLS: " + e.getMessage(), e);
        }
    }

    /** Trusts whoever answers. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

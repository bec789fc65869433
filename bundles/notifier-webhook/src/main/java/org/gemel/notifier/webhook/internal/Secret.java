package org.gemel.notifier.webhook.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A file whose first line is a key that signs. Read again for each call, so that a new key needs no reload. */
final class Secret {

    private static final int MOST = 1024;
    private static final String ALGORITHM = "HmacSHA256";

    private final Path path;

    Secret(Path path) {
        this.path = path;
    }

    /**
     * Signs a body.
     *
     * @return {@code sha256=} and the HMAC in hexadecimal digits
     * @throws IOException if the file holds no key, or one that anybody may know; the message stands alone
     */
    String sign(byte[] body) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key(), ALGORITHM));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IOException("nothing can be signed: this Java has no " + ALGORITHM, e);
        }
    }

    private byte[] key() throws IOException {
        if (!Files.isRegularFile(path)) {
            // A pipe would be waited for.
            throw new IOException("secret_file " + path
                    + (Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? " is not a file" : " is not there"));
        }
        if (Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ)) {
            throw new IOException(
                    "secret_file " + path + " is not used, for everybody on this host can read it; write a"
                            + " new secret into it after: chmod 600 " + path);
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST + 1);
        } catch (IOException unreadable) {
            throw new IOException("secret_file " + path + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        int end = 0;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        if (end == 0) {
            throw new IOException("secret_file " + path + " is empty; write the secret on its first line");
        }
        if (end > MOST) {
            throw new IOException("secret_file " + path + " has a first line of more than " + MOST
                    + " bytes; write a shorter secret there");
        }
        // As it is: a secret is bytes, and need not be text.
        return Arrays.copyOf(bytes, end);
    }
}

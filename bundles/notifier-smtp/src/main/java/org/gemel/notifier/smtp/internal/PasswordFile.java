package org.gemel.notifier.smtp.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file whose first line is a password. Read again for each login, so that a new password needs no reload. */
final class PasswordFile {

    /** More than any password. */
    private static final int MOST = 1024;

    private final Path path;

    PasswordFile(Path path) {
        this.path = path;
    }

    /**
     * The password.
     *
     * @throws IOException if there is none; the message stands alone
     */
    String read() throws IOException {
        if (!Files.isRegularFile(path)) {
            // A pipe would be waited for.
            throw new IOException("smtp_password_file " + path
                    + (Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? " is not a file" : " is not there"));
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST);
        } catch (IOException unreadable) {
            throw new IOException(
                    "smtp_password_file " + path + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
        String password =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (password.isEmpty()) {
            throw new IOException("smtp_password_file " + path + " is empty; write the password on its first line");
        }
        return password;
    }

    /** Whether anybody on this host can read it. */
    boolean isOpenToOthers() {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            return permissions.contains(PosixFilePermission.OTHERS_READ);
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /** What to do about that. */
    String advice() {
        return "everybody on this host can read " + path + "; chmod 600 it";
    }
}

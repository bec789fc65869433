package org.gemel.config.uci.internal.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.jspecify.annotations.Nullable;

/** Takes files into memory. */
public final class Source {

    /** What a byte becomes that is not UTF-8; a text may have it too. */
    private static final char REPLACEMENT = '\uFFFD';

    private Source() {}

    /** The text of a file; null if it cannot be had, which is reported. */
    public static @Nullable String read(Path file, Problems problems) {
        Position start = new Position(file.toString(), 1, 1);
        if (!Files.isRegularFile(file)) {
            boolean exists = Files.exists(file);
            problems.error(
                    start,
                    "unreadable-file",
                    exists ? "this is no regular file" : "there is no such file",
                    "give a configuration file");
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(Files.size(file) > Limits.TEXT_SIZE ? 0 : Limits.TEXT_SIZE + 1);
            if (bytes.length > Limits.TEXT_SIZE || Files.size(file) > Limits.TEXT_SIZE) {
                problems.error(
                        start,
                        "file-too-long",
                        "the file has more than " + Limits.TEXT_SIZE / (1024 * 1024) + " MiB and is not read",
                        "is this a configuration?");
                return null;
            }
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) >= 0 && !valid(bytes)) {
                problems.warning(
                        start, "not-utf-8", "the file is not UTF-8; it is read as ISO 8859-1", "save it as UTF-8");
                return new String(bytes, StandardCharsets.ISO_8859_1);
            }
            return text;
        } catch (IOException e) {
            problems.error(
                    start,
                    "unreadable-file",
                    "the file cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                    "look at its permissions");
            return null;
        }
    }

    private static boolean valid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

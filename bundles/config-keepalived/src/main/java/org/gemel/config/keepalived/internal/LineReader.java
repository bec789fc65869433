package org.gemel.config.keepalived.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines from a file (behaviour 1). A line that is too long or holds NUL bytes is reported and dropped; no more of it
 * than {@link Limits#LINE_LENGTH} is ever held.
 */
final class LineReader {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Source source;
    private final InputStream in;
    private final Problems problems;
    private final byte[] buffer = new byte[Limits.LINE_LENGTH];
    private int length;
    private int number;
    private long taken;
    private boolean otherCharset;
    private boolean ended;

    /** @param in is closed by whoever opened it */
    LineReader(Source source, InputStream in, Problems problems) {
        this.source = source;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.problems = problems;
    }

    /** The next line that can be used, without its end; null at the end of the file. */
    @Nullable
    Line next() throws IOException {
        while (!ended) {
            number++;
            length = 0;
            boolean any = false;
            boolean tooLong = false;
            boolean nul = false;
            int b;
            while ((b = in.read()) >= 0 && b != '\n') {
                any = true;
                if (++taken > Limits.FILE_SIZE) {
                    break;
                }
                nul |= b == 0;
                if (length == buffer.length) {
                    tooLong = true;
                } else {
                    buffer[length++] = (byte) b;
                }
            }
            taken++;
            ended = b < 0 || taken > Limits.FILE_SIZE;
            if (ended && b < 0 && !any) {
                return null;
            }
            Position at = new Position(source.name(), number, 1);
            if (tooLong) {
                problems.error(
                        at,
                        "line-too-long",
                        "the line is longer than " + Limits.LINE_LENGTH + " bytes and is ignored",
                        "break it up");
            }
            if (taken > Limits.FILE_SIZE) {
                problems.error(
                        at,
                        "file-too-large",
                        "the file is larger than " + Limits.FILE_SIZE / (1024 * 1024) + " MiB; the rest is ignored",
                        "is this the right file?");
                return null;
            }
            if (nul) {
                problems.error(
                        at,
                        "nul-byte",
                        "the line has NUL bytes and is ignored",
                        "is this a text file in UTF-8 or ASCII?");
            }
            if (!tooLong && !nul) {
                return Line.of(source, number, decode(at));
            }
        }
        return null;
    }

    private String decode(Position at) {
        int begin = 0;
        if (number == 1 && length >= 3 && Arrays.equals(buffer, 0, 3, BYTE_ORDER_MARK, 0, 3)) {
            begin = 3;
            problems.warning(
                    at,
                    "byte-order-mark",
                    "the file begins with a byte order mark, which keepalived does not understand",
                    "save it as UTF-8 without BOM");
        }
        int end = length > begin && buffer[length - 1] == '\r' ? length - 1 : length;
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(buffer, begin, end - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            text = new String(buffer, begin, end - begin, StandardCharsets.ISO_8859_1);
            if (!otherCharset) {
                otherCharset = true;
                problems.note(
                        at, "not-utf-8", "the line is not UTF-8 and is read as ISO 8859-1", "save the file as UTF-8");
            }
        }
        return text.replace(Lexer.HASH, '\uFFFD').replace(Lexer.BANG, '\uFFFD');
    }
}

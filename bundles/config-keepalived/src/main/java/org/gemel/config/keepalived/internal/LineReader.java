package org.gemel.config.keepalived.internal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
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
    private final Budget budget;
    private final byte[] buffer = new byte[Limits.LINE_LENGTH];
    private int length;
    private boolean nul;
    private int number;
    private boolean otherCharset;
    private boolean ended;

    /** @param in is closed by whoever opened it */
    LineReader(Source source, InputStream in, Problems problems, Budget budget) {
        this.source = source;
        this.in = new BufferedInputStream(in, 1 << 16);
        this.problems = problems;
        this.budget = budget;
    }

    /** The next line that can be used, without its end; null at the end of the file, or of the budget. */
    @Nullable
    Line next() throws IOException {
        while (!ended && !budget.spent()) {
            number++;
            long taken = take();
            Position at = new Position(source.name(), number, 1);
            if (ended && taken == 0) {
                return null;
            }
            if (taken > Limits.LINE_LENGTH) {
                problems.error(
                        at,
                        "line-too-long",
                        "the line is longer than " + Limits.LINE_LENGTH + " bytes and is ignored",
                        "break it up");
            } else if (nul) {
                problems.error(
                        at,
                        "nul-byte",
                        "the line has NUL bytes and is ignored",
                        "is this a text file in UTF-8 or ASCII?");
            }
            budget.take(taken + 1, at);
            if (taken == length && !nul && !budget.spent()) {
                return Line.of(source, number, decode(at));
            }
        }
        return null;
    }

    /** Takes a line, keeps its beginning in the buffer, and returns how long it is, or that it is too long. */
    private long take() throws IOException {
        long left = budget.bytesLeft();
        long taken = 0;
        length = 0;
        nul = false;
        int b;
        while ((b = in.read()) >= 0 && b != '\n') {
            if (++taken > left) {
                return taken;
            }
            nul |= b == 0;
            if (length < buffer.length) {
                buffer[length++] = (byte) b;
            }
        }
        ended = b < 0;
        return taken;
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
        return text;
    }
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** Passes an answer on as it arrives, and keeps the trailer behind it. */
final class Trailer extends OutputStream {

    /** End of transmission: no text that a command prints contains it. */
    static final char MARK = '\u0004';

    private static final int MAX_LENGTH = 16;

    private final OutputStream text;
    private final StringBuilder trailer = new StringBuilder();
    private boolean inTrailer;

    Trailer(OutputStream text) {
        this.text = text;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int end = offset + length;
        int mark = offset;
        while (!inTrailer && mark < end && bytes[mark] != MARK) {
            mark++;
        }
        text.write(bytes, offset, inTrailer ? 0 : mark - offset);
        text.flush();
        int from = inTrailer ? offset : mark + 1;
        inTrailer |= mark < end;
        int kept = Math.min(end - from, MAX_LENGTH - trailer.length());
        if (inTrailer && kept > 0) {
            trailer.append(new String(bytes, from, kept, StandardCharsets.US_ASCII));
        }
    }

    /** The exit code; empty if the answer broke off before the trailer's end. */
    OptionalInt exitCode() {
        String code = trailer.toString();
        return code.matches("[0-9]{1,3}\n") ? OptionalInt.of(Integer.parseInt(code.strip())) : OptionalInt.empty();
    }
}

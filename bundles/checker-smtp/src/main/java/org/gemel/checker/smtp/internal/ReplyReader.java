package org.gemel.checker.smtp.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the replies of SMTP (RFC 5321 section 4.2) as their bytes come, and keeps the line that is being read only. */
final class ReplyReader {

    /** RFC 5321 section 4.5.3.1.5 wants 512 bytes. */
    static final int LINE = 1024;

    static final int LINES = 100;

    private final StringBuilder line = new StringBuilder();
    /** Of the line, with what is not kept of it. */
    private int length;

    private int lines;

    /**
     * A reply.
     *
     * @param code 200..599; 0 if it is none
     * @param text its last line, for people
     */
    record Reply(int code, String text) {}

    /** The next reply, once it is complete; what comes after it stays unread. */
    @Nullable
    Reply read(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            char letter = (char) (bytes.get() & 0xff);
            if (letter != '\n') {
                if (letter != '\r') {
                    line.append(letter >= ' ' && letter < 127 ? letter : '?');
                }
                if (++length > LINE) {
                    return new Reply(0, "a line of more than " + LINE + " bytes");
                }
                continue;
            }
            String text = line.toString();
            line.setLength(0);
            length = 0;
            int code = code(text);
            if (code == 0) {
                return new Reply(0, "not SMTP but: " + (text.length() > 60 ? text.substring(0, 60) + "..." : text));
            }
            if (text.length() == 3 || text.charAt(3) == ' ') {
                lines = 0;
                return new Reply(code, text.length() > 100 ? text.substring(0, 100) + "..." : text);
            }
            if (++lines > LINES) {
                return new Reply(0, "a reply of more than " + LINES + " lines");
            }
        }
        return null;
    }

    private static int code(String text) {
        if (text.length() < 3 || text.length() > 3 && text.charAt(3) != ' ' && text.charAt(3) != '-') {
            return 0;
        }
        int code = 0;
        for (int i = 0; i < 3; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return 0;
            }
            code = code * 10 + digit - '0';
        }
        return code >= 200 && code < 600 ? code : 0;
    }
}

package org.gemel.checker.dns.internal;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an answer says (RFC 1035 section 4.1.1).
 *
 * @param cut whether it was too long for UDP
 * @param code 0 for no error
 * @param answers how many records it has as answer
 */
record Answer(boolean cut, int code, int answers) {

    private static final int RESPONSE = 0x80;
    private static final int TRUNCATED = 0x02;
    private static final int CODE = 0x0f;
    private static final List<String> CODES =
            List.of("NOERROR", "FORMERR", "SERVFAIL", "NXDOMAIN", "NOTIMP", "REFUSED");

    /** The answer to a question; null for a message that is none, as strangers may send. */
    static @Nullable Answer of(ByteBuffer message, int id) {
        if (message.remaining() < Question.HEADER) {
            return null;
        }
        int at = message.position();
        int flags = message.get(at + 2);
        if ((message.getShort(at) & 0xffff) != id || (flags & RESPONSE) == 0) {
            return null;
        }
        return new Answer((flags & TRUNCATED) != 0, message.get(at + 3) & CODE, message.getShort(at + 6) & 0xffff);
    }

    /** For people. */
    String text() {
        String name = code < CODES.size() ? CODES.get(code) : "rcode " + code;
        return code == 0 ? name + ", " + answers + (answers == 1 ? " answer" : " answers") : name + ", wanted NOERROR";
    }
}

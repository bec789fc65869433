package org.gemel.notifier.smtp.internal;

/**
 * What a relay answered (RFC 5321 section 4.2).
 *
 * @param code three digits; anything else if it went away instead
 * @param text code and text on one line, fit to be printed and not endless
 */
record Reply(int code, String text) {

    private static final int LONGEST = 200;

    static Reply of(int code, String text) {
        String line = text.strip().replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?");
        return new Reply(
                code, code < 0 ? "it closed the connection" : line.substring(0, Math.min(line.length(), LONGEST)));
    }

    boolean good() {
        return code >= 200 && code < 300;
    }

    /** Whether it may be another one later (RFC 5321 section 4.2.1). */
    boolean passing() {
        return code < 500;
    }
}

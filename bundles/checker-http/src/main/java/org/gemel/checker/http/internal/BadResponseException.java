package org.gemel.checker.http.internal;

/** What came back is no HTTP; the message says why. */
final class BadResponseException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String why;

    BadResponseException(String why) {
        super(why, null, false, false);
        this.why = why;
    }

    /** Why, for a person. */
    String why() {
        return why;
    }
}

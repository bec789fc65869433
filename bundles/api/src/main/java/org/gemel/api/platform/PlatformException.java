package org.gemel.api.platform;

/** The kernel refused something. The message is for a person: what was tried, why it failed, what to do. */
public final class PlatformException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With a message that stands alone. */
    public PlatformException(String message) {
        super(message);
    }
}

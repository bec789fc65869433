package org.gemel.demo.lab;

/** Something in the lab did not work or did not happen in time; the message says what, and what was seen instead. */
public final class LabException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LabException(String message) {
        super(message);
    }

    LabException(String message, Throwable cause) {
        super(message, cause);
    }
}

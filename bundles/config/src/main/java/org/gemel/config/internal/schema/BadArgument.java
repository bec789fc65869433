package org.gemel.config.internal.schema;

/** An argument that is not what its type wants. The message says what it is, the advice what would be right. */
public final class BadArgument extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    BadArgument(String code, String message, String advice) {
        super(message, null, false, false);
        this.code = code;
        this.advice = advice;
    }

    /** The diagnostic's code. */
    public String code() {
        return code;
    }

    /** What would be right. */
    public String advice() {
        return advice;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

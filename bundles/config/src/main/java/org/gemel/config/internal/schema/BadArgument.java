package org.gemel.config.internal.schema;

import org.jspecify.annotations.Nullable;

/**
 * An argument that is not what its type wants. The message says what it is, the advice what would be right, and what is taken
 * instead where keepalived takes something.
 */
public final class BadArgument extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String advice;

    @Nullable
    private final transient Object taken;

    BadArgument(String code, String message, String advice) {
        this(code, message, advice, null);
    }

    /** @param taken the value that is used all the same, which the message says; null for none */
    BadArgument(String code, String message, String advice, @Nullable Object taken) {
        super(message, null, false, false);
        this.code = code;
        this.advice = advice;
        this.taken = taken;
    }

    /** The value that is used all the same, or null. */
    @Nullable
    public Object taken() {
        return taken;
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

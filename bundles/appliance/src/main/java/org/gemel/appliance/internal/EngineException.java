package org.gemel.appliance.internal;

import org.jspecify.annotations.Nullable;

/** The engine did not do what it was told; the message is for a person. */
final class EngineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String message;

    EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.message = message;
    }

    @Override
    public String getMessage() {
        return message;
    }
}

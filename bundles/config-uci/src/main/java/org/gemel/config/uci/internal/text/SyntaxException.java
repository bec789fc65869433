package org.gemel.config.uci.internal.text;

import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;

/** A statement that cannot be taken. */
final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final String code;
    private final String advice;

    SyntaxException(Position at, String code, String message, String advice) {
        super(message);
        this.at = at;
        this.code = code;
        this.advice = advice;
    }

    void report(Problems problems) {
        problems.error(at, code, String.valueOf(getMessage()), advice);
    }
}

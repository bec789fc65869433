package org.gemel.api.config;

/**
 * Something that a person should know about their configuration.
 *
 * @param at the place it is about
 * @param severity how bad it is
 * @param code a stable word for programs, lower case with dashes, such as {@code unknown-keyword}
 * @param message what is wrong; never contains a secret
 * @param advice what would be right; may be empty
 */
public record Diagnostic(Position at, Severity severity, String code, String message, String advice) {

    /** How bad a diagnostic is, mildest first. */
    public enum Severity {
        /** Worth knowing; the configuration is clean all the same. */
        NOTE,
        /** Something is ignored, repaired or without effect; the rest works. */
        WARNING,
        /** The configuration cannot be taken as it is. */
        ERROR
    }

    /** {@code file:line:column: error: what is wrong; what would be right}. */
    @Override
    public String toString() {
        String head = at + ": " + severity.name().toLowerCase(java.util.Locale.ROOT) + ": " + message;
        return advice.isEmpty() ? head : head + "; " + advice;
    }
}

package org.gemel.api.config;

/**
 * To what something happened.
 *
 * @param kind what it is
 * @param name its name, unique within its kind
 */
public record Subject(Kind kind, String name) {

    /** What things can happen to. */
    public enum Kind {
        /** A virtual router. */
        INSTANCE,
        /** A sync group. */
        GROUP
    }

    /** A virtual router. */
    public static Subject instance(String name) {
        return new Subject(Kind.INSTANCE, name);
    }

    /** A sync group. */
    public static Subject group(String name) {
        return new Subject(Kind.GROUP, name);
    }
}

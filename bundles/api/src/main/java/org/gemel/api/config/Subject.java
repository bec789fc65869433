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
        GROUP,
        /** A virtual server. */
        VIRTUAL_SERVER,
        /** A real server of a virtual server. */
        REAL_SERVER
    }

    /** A virtual router. */
    public static Subject instance(String name) {
        return new Subject(Kind.INSTANCE, name);
    }

    /** A sync group. */
    public static Subject group(String name) {
        return new Subject(Kind.GROUP, name);
    }

    /** A virtual server. */
    public static Subject virtualServer(String name) {
        return new Subject(Kind.VIRTUAL_SERVER, name);
    }

    /** A real server; its name alone does not say of which virtual server. */
    public static Subject realServer(String virtualServer, String name) {
        return new Subject(Kind.REAL_SERVER, virtualServer + " " + name);
    }
}

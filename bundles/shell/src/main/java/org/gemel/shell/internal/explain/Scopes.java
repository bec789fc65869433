package org.gemel.shell.internal.explain;

/** The kernel's names of scopes. */
final class Scopes {

    private Scopes() {}

    /** The name, or the number where there is none. */
    static String name(int scope) {
        return switch (scope) {
            case 0 -> "global";
            case 200 -> "site";
            case 253 -> "link";
            case 254 -> "host";
            case 255 -> "nowhere";
            default -> Integer.toString(scope);
        };
    }
}

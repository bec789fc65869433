package org.gemel.config.uci.internal;

import org.jspecify.annotations.Nullable;

/** Booleans as OpenWrt writes them. */
final class Flags {

    private Flags() {}

    /** What a text means; null if it is no boolean. */
    static @Nullable Boolean meaning(String text) {
        return switch (text) {
            case "1", "on", "true", "yes", "enabled" -> Boolean.TRUE;
            case "0", "off", "false", "no", "disabled" -> Boolean.FALSE;
            default -> null;
        };
    }
}

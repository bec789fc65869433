package org.gemel.config.keepalived.internal;

import org.jspecify.annotations.Nullable;

/**
 * What an include insists on (behaviour 7); what it does not insist on is a warning.
 *
 * @param readable a file that matches must be readable
 * @param match a name without wildcards must exist
 * @param wildcard a pattern with wildcards must match something
 * @param brace each alternative of braces must match something
 */
record IncludeCheck(boolean readable, boolean match, boolean wildcard, boolean brace) {

    static final IncludeCheck NONE = new IncludeCheck(false, false, false, false);
    private static final IncludeCheck ALL = new IncludeCheck(true, true, true, true);

    /** What an include keyword adds to what is set already; null if the word is none. */
    @Nullable
    IncludeCheck with(String keyword) {
        return switch (keyword) {
            case "include" -> this;
            case "includer" -> new IncludeCheck(true, match, wildcard, brace);
            case "includem" -> new IncludeCheck(true, true, wildcard, brace);
            case "includew" -> new IncludeCheck(true, match, true, brace);
            case "includeb" -> new IncludeCheck(true, match, wildcard, true);
            case "includea" -> ALL;
            default -> null;
        };
    }

    /** What {@code include_check options} sets; unknown options are left to who knows the keyword. */
    IncludeCheck set(String[] options) {
        if (options.length == 0) {
            return ALL;
        }
        boolean relative = options[0].startsWith("+") || options[0].startsWith("-");
        IncludeCheck check = relative ? this : NONE;
        for (String option : options) {
            check = check.option(option.replaceFirst("^[+-]", ""), !option.startsWith("-"));
        }
        return check;
    }

    private IncludeCheck option(String name, boolean on) {
        return switch (name) {
            case "readable" -> new IncludeCheck(on, match, wildcard, brace);
            case "match" -> new IncludeCheck(readable || on, on, wildcard, brace);
            case "wildcard_match" -> new IncludeCheck(readable || on, match, on, brace);
            case "brace_match" -> new IncludeCheck(readable || on, match, wildcard, on);
            default -> this;
        };
    }
}

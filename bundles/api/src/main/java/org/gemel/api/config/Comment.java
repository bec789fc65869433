package org.gemel.api.config;

/**
 * What somebody remarked in a configuration text. It means nothing; who converts the text keeps it.
 *
 * @param place where it stands, seen from the directive that it belongs to
 * @param text what stands behind the sign that begins it, on one line
 */
public record Comment(Place place, String text) {

    /** Where a comment stands. */
    public enum Place {
        /** On a line of its own before the directive. */
        BEFORE,
        /** On the directive's line. */
        BESIDE,
        /** On a line of its own at the end of the directive's block. */
        END,
        /** On a line of its own behind the directive, which is the last of the text. */
        AFTER
    }
}

package org.gemel.api.config;

/**
 * A text that is never printed.
 *
 * @param text in the clear
 */
public record Secret(String text) {

    /** Never the text. */
    @Override
    public String toString() {
        return "<hidden>";
    }
}

package org.gemel.api.config;

/**
 * One word of a configuration text.
 *
 * @param text the word without the quotes round it; escapes inside quotes are kept as written, because only a keyword
 *     that takes a command gives them a meaning
 * @param at where the word begins
 * @param quoted whether it stood in quotes, so that it is never a keyword, a brace or a comment
 */
public record Word(String text, Position at, boolean quoted) {

    /** The text, as it is. */
    @Override
    public String toString() {
        return text;
    }
}

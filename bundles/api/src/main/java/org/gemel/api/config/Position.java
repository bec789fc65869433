package org.gemel.api.config;

/**
 * A place in a configuration text.
 *
 * @param file the file's name as the user wrote it, or a name for text that came from elsewhere
 * @param line the line, 1 is the first
 * @param column the column in characters, 1 is the first
 */
public record Position(String file, int line, int column) {

    /** {@code file:line:column}, the form that editors jump to. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

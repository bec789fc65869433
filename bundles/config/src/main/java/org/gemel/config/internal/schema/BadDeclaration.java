package org.gemel.config.internal.schema;

/** Words that a plugin declares and that cannot be taken. The message names the row, if it is about one. */
final class BadDeclaration extends Exception {

    private static final long serialVersionUID = 1L;

    BadDeclaration(String message) {
        super(message, null, false, false);
    }

    /** @param line the line of the row, from 1 */
    BadDeclaration(int line, String message) {
        this("row " + line + ": " + message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}

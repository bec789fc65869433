package org.gemel.config.internal.schema;

/**
 * One place for an argument.
 *
 * @param type what may stand there
 * @param optional whether it may be left out
 * @param repeated whether it takes all the words that follow
 * @param declared the type as the table writes it, {@code name} or {@code name(detail)}
 */
public record Parameter(ArgumentType type, boolean optional, boolean repeated, String declared) {

    /** The name of the type. */
    public String name() {
        int open = declared.indexOf('(');
        return open < 0 ? declared : declared.substring(0, open);
    }

    /** What narrows the type; may be empty. */
    public String detail() {
        int open = declared.indexOf('(');
        return open < 0 ? "" : declared.substring(open + 1, declared.length() - 1);
    }
}

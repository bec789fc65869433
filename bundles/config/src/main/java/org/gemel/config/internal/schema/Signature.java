package org.gemel.config.internal.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows a keyword.
 *
 * @param alternatives the possible rows of arguments, at least one
 * @param options the shape whose words may follow the arguments, or null
 * @param body what stands in braces
 * @param shape the shape of the body; null for none
 */
public record Signature(
        List<List<Parameter>> alternatives,
        @Nullable String options,
        Body body,
        @Nullable String shape) {

    /** What may stand in braces. */
    public enum Body {
        /** No braces. */
        NONE,
        /** Keywords. */
        KEYWORDS,
        /** Values, one a line. */
        VALUES,
        /** Anything; it is not looked at. */
        SKIPPED
    }

    /** Whether a word of this statement must not be shown. */
    public boolean secret() {
        return alternatives.stream().flatMap(List::stream).anyMatch(p -> p.type() instanceof ArgumentType.Secret);
    }

    /**
     * Reads the arguments column of the keyword table.
     *
     * @throws IllegalArgumentException if it cannot be read; the message tells the person who wrote it why
     */
    static Signature parse(String column) {
        List<List<Parameter>> alternatives = new ArrayList<>();
        List<Parameter> current = new ArrayList<>();
        String options = null;
        Body body = Body.NONE;
        String shape = null;
        for (String token : column.split(" ", -1)) {
            if (body != Body.NONE || (options != null && !token.startsWith("{"))) {
                throw new IllegalArgumentException(
                        "'" + Words.shown(token) + "' stands behind what ends the arguments");
            }
            if (token.equals("/")) {
                alternatives.add(List.copyOf(current));
                current.clear();
            } else if (token.startsWith("+")) {
                options = token.substring(1);
            } else if (token.equals("{skip}")) {
                body = Body.SKIPPED;
            } else if (token.startsWith("{*")) {
                body = Body.VALUES;
                shape = within(token, 2, '}');
            } else if (token.startsWith("{")) {
                body = Body.KEYWORDS;
                shape = within(token, 1, '}');
            } else if (!token.equals("-")) {
                current.add(parameter(token));
            }
        }
        alternatives.add(List.copyOf(current));
        return new Signature(List.copyOf(alternatives), options, body, shape);
    }

    private static String within(String token, int start, char end) {
        if (token.length() <= start || token.charAt(token.length() - 1) != end) {
            throw new IllegalArgumentException("'" + Words.shown(token) + "' has no " + end);
        }
        return token.substring(start, token.length() - 1);
    }

    private static Parameter parameter(String token) {
        boolean optional = token.startsWith("[");
        String type = optional ? within(token, 1, ']') : token;
        boolean repeated = type.endsWith("...");
        String declared = repeated ? type.substring(0, type.length() - 3) : type;
        return new Parameter(ArgumentTypes.of(declared), optional, repeated, declared);
    }
}

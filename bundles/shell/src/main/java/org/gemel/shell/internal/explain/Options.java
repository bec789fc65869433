package org.gemel.shell.internal.explain;

import org.jspecify.annotations.Nullable;

/** An entry of a block of values: words one after the other. */
final class Options {

    private final StringBuilder text = new StringBuilder();

    /** A word that always stands there. */
    Options word(Object word) {
        text.append(text.isEmpty() ? "" : " ").append(word);
        return this;
    }

    /** A word that stands there if something holds. */
    Options flag(boolean holds, String word) {
        return holds ? word(word) : this;
    }

    /** A word and its value, if it has one. */
    Options option(String word, @Nullable Object value) {
        return value == null ? this : word(word).word(value);
    }

    /** A word and its value, unless that is what stands for nothing. */
    Options option(String word, long value, long nothing) {
        return value == nothing ? this : word(word).word(value);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package org.gemel.config.json.internal;

import java.util.List;

/** A value of a JSON text; it begins at the index {@link #begin()} of the text. */
sealed interface Node {

    int begin();

    /** An object with its members in the order of the text, no key twice. */
    record Members(int begin, List<Member> members) implements Node {}

    /** A list. */
    record Elements(int begin, List<Node> elements) implements Node {}

    /** A string, unescaped, or a number as it is written; a string begins with its quote. */
    record Text(int begin, String text, boolean string) implements Node {}

    /** {@code true} or {@code false}. */
    record Flag(int begin, boolean on) implements Node {}

    /** {@code null}. */
    record Nothing(int begin) implements Node {}

    /** A key and its value. */
    record Member(Text key, Node value) {}
}

package org.gemel.config.json.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value of a JSON text; it begins at the index {@link #begin()} of the text. */
sealed interface Node {

    int begin();

    /** An object with its members in the order of the text, no key twice. */
    record Members(int begin, List<Member> members) implements Node {}

    /** A list. */
    record Elements(int begin, List<Node> elements) implements Node {}

    /** A string, unescaped, or a number as it is written; a string begins with its quote. */
    record Text(int begin, String text, boolean string) implements Node {

        private static final Pattern WHOLE = Pattern.compile("(-?[0-9]+)\\.0+");

        /** The same where a whole number is wanted: 51.0 is 51. */
        Text whole() {
            Matcher whole = WHOLE.matcher(text);
            return !string && whole.matches() ? new Text(begin, whole.group(1), false) : this;
        }
    }

    /** {@code true} or {@code false}. */
    record Flag(int begin, boolean on) implements Node {}

    /** {@code null}. */
    record Nothing(int begin) implements Node {}

    /** A key and its value. */
    record Member(Text key, Node value) {}
}

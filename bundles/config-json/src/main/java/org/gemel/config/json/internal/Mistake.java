package org.gemel.config.json.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a text that is no JSON, for people who have not read the standard.
 *
 * @param message what is wrong, without the words of the text, which may be secret
 * @param advice what would be right; empty if that cannot be told
 */
record Mistake(String message, String advice) {

    private static final Pattern CHARACTER = Pattern.compile("Unexpected character \\('(.)'", Pattern.DOTALL);
    private static final Pattern BEGINS = Pattern.compile("(?:marker for|\\(for) (\\w+).*line: (\\d+), column: (\\d+)");
    /** Where the parser begins to speak of itself. */
    private static final Pattern ITSELF =
            Pattern.compile(" \\((code|CTRL-CHAR|not recognized)[^)]*\\)|:? enable `.*|\\n.*");

    /** @param parser what the parser says */
    static Mistake of(String parser) {
        Matcher character = CHARACTER.matcher(parser);
        String found = character.find() ? character.group(1) : "";
        if (parser.contains("comment")) {
            return new Mistake("there are no comments in JSON", "remove it");
        }
        if (parser.contains("Unrecognized token")) {
            return new Mistake(
                    "a word that is neither in quotes nor true, false or a number", "put it in double quotes");
        }
        Matcher begins = BEGINS.matcher(parser);
        boolean within = begins.find();
        String close = within && begins.group(1).equals("Object") ? "}" : "]";
        String where = within ? "what begins in line " + begins.group(2) + ", column " + begins.group(3) : "";
        if (parser.contains("end-of-input")) {
            return within
                    ? new Mistake("the file ends within " + where, "close it with " + close)
                    : new Mistake("the file ends before its end", "close the quotes and braces");
        }
        if (parser.contains("close marker") && within) {
            return new Mistake("this cannot close " + where, "close that with " + close);
        }
        if (parser.contains("Non-standard token") || parser.contains("NaN")) {
            return new Mistake("NaN and Infinity are no numbers", "write a number");
        }
        if (parser.contains("plus sign")) {
            return new Mistake("no number begins with +", "leave it out");
        }
        if (parser.contains("Illegal unquoted character")) {
            return new Mistake("a control character in a string", "write \\t for a tab, and no line feed in a string");
        }
        if (found.equals("}") || found.equals("]")) {
            return new Mistake("nothing follows the comma or colon before this " + found, "remove the comma before it");
        }
        if (found.equals("'")) {
            return new Mistake("strings are in double quotes, not in '", "write \"");
        }
        if (parser.contains("expecting comma")) {
            return new Mistake("a comma is missing before this", "write , between what stands side by side");
        }
        if (parser.contains("expecting double-quote")) {
            return new Mistake("a key in double quotes is missing here", "write \"keyword\": ...");
        }
        if (parser.contains("expecting a colon")) {
            return new Mistake("a colon is missing behind this key", "write \"keyword\": ...");
        }
        return new Mistake(ITSELF.matcher(parser).replaceAll(""), "");
    }
}

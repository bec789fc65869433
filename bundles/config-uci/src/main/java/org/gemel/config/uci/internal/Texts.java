package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Value;

/** Values as words of a directive, and as messages show them. */
final class Texts {

    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\\s{}\"#!]|^$");
    private static final Pattern WORD = Pattern.compile("[^ \\t\\n]+");
    private static final int LONGEST_SHOWN = 60;

    private Texts() {}

    static Word word(Value value) {
        return word(value.text(), value.at());
    }

    /** A word that is in quotes if keepalived.conf could not do without. */
    static Word word(String text, Position at) {
        return new Word(text, at, NEEDS_QUOTES.matcher(text).find());
    }

    /** The words of a value that blanks separate, as the package's shell takes it. */
    static List<Value> split(Value value) {
        List<Value> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(value.text());
        while (matcher.find()) {
            words.add(new Value(matcher.group(), value.at()));
        }
        return words;
    }

    /** The words of all values of an option. */
    static List<Value> split(Option option) {
        return option.values().stream().flatMap(each -> split(each).stream()).toList();
    }

    static String shown(String text) {
        return "'" + (text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...") + "'";
    }
}

package org.gemel.config.uci.internal;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Value;

/** What the value of an option means by itself, and to the package. */
final class Scalars {

    private static final Pattern BARE = Pattern.compile("\\s*([^\\s#!]+)");

    private final Predicate<String> exists;
    private final boolean packageDefaults;
    private final Problems problems;

    /** @param exists whether there is a file of that name */
    Scalars(Predicate<String> exists, boolean packageDefaults, Problems problems) {
        this.exists = exists;
        this.packageDefaults = packageDefaults;
        this.problems = problems;
    }

    /** Written without quotes, it ends where keepalived's word does; the value is not shown, for it is a password. */
    Value bare(Option option) {
        String text = option.value().text();
        Matcher word = BARE.matcher(text);
        if (!packageDefaults || !word.lookingAt() || word.end() == text.length()) {
            return option.value();
        }
        problems.warning(
                option.value().at(),
                "cut-value",
                option.name()
                        + " counts up to its first blank, # or !, as with the package, which puts no quotes round it",
                "write it without what follows, or choose one without blank, # and ! on all routers");
        return new Value(word.group(1), option.value().at());
    }

    /** Looks for the program of a command. */
    void script(Option option) {
        Value command = option.value();
        List<Value> words = Texts.split(command);
        String program = words.isEmpty() ? "" : words.get(0).text();
        if (program.startsWith("/") && program.indexOf('\'') < 0 && !exists.test(program)) {
            problems.warning(
                    command.at(),
                    "missing-script",
                    "there is no " + Texts.shown(program) + ", and the check fails until there is; with the package"
                            + " keepalived would have gone on without the check",
                    "install the script or remove the section");
        }
    }

    /** Whether a flag is on. */
    boolean on(Option option) {
        Boolean meaning = Flags.meaning(option.value().text());
        if (meaning == null) {
            problems.warning(
                    option.value().at(),
                    "repaired-flag",
                    option.name() + " is on; " + Texts.shown(option.value().text()) + " is no boolean, and the package"
                            + " throws it away too",
                    "write 1 or 0");
        } else if (!meaning) {
            problems.warning(
                    option.value().at(),
                    "repaired-flag",
                    option.name() + " is off; the package would have turned this on, as it does with any value",
                    "remove the line if OpenWrt's package shall read this too");
        }
        return meaning == null || meaning;
    }

    /** The words of a value that blanks separate. */
    List<Word> words(Option option) {
        List<Value> words = Texts.split(option);
        if (words.size() > 1) {
            problems.warning(
                    option.value().at(),
                    "repaired-words",
                    option.name() + " has " + words.size() + " words; the package would have put quotes round them,"
                            + " which keepalived refuses",
                    "write one word if OpenWrt's package shall read this too");
        }
        return words.stream().map(Texts::word).toList();
    }
}

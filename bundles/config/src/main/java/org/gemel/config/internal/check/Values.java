package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Word;
import org.gemel.config.internal.check.Arguments.Reading;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.internal.schema.Words;
import org.jspecify.annotations.Nullable;

/** Reads the entries of value blocks, and options after the arguments of a keyword. */
final class Values {

    private final Arguments arguments;
    private final Suggestions suggestions;
    private final Diagnostics diagnostics;

    Values(Arguments arguments, Suggestions suggestions, Diagnostics diagnostics) {
        this.arguments = arguments;
        this.suggestions = suggestions;
        this.diagnostics = diagnostics;
    }

    /** Reads a block with one entry a line; an entry whose value is wrong is left out. */
    Block entries(String block, Shape shape, List<Directive> entries, boolean reporting) {
        List<Item> items = new ArrayList<>();
        for (Directive entry : entries) {
            if (entry.block() != null) {
                diagnostics.error(
                        entry.at(),
                        "unexpected-block",
                        "an entry of " + block + " takes no block; it is skipped",
                        "check the braces");
                continue;
            }
            List<Word> words = new ArrayList<>(entry.arguments().size() + 1);
            words.add(entry.keyword());
            words.addAll(entry.arguments());
            entry(block, shape, words, reporting, items);
        }
        return new Block(items);
    }

    private void entry(String block, Shape shape, List<Word> words, boolean reporting, List<Item> into) {
        Word first = words.get(0);
        Keyword value = shape.value();
        List<Argument> read = List.of();
        int used = 0;
        if (value != null) {
            Reading reading = arguments.read(block, first.at(), value.signature(), words, false);
            if (reading.arguments() == null) {
                return;
            }
            read = reading.arguments();
            used = reading.used();
        }
        // The destination of a route may stand behind options.
        Keyword late = value != null && read.isEmpty() ? value : null;
        Block options = options(block, shape, words.subList(used, words.size()), late, reporting);
        Keyword keyword = value == null && !options.items().isEmpty()
                ? options.items().get(0).keyword()
                : value;
        if (keyword != null) {
            into.add(new Item(keyword, first, read, options));
        }
    }

    /** Reads options in any order; an unknown one is reported once, with what follows it up to the next known one. */
    Block options(String subject, Shape shape, List<Word> words) {
        return options(subject, shape, words, null, false);
    }

    private Block options(String subject, Shape shape, List<Word> words, @Nullable Keyword value, boolean reporting) {
        List<Item> options = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        Set<String> said = new HashSet<>();
        // Each way of a route has its own; who binds them judges them.
        boolean ways = shape.find("nexthop") != null;
        int next = 0;
        while (next < words.size()) {
            Word word = words.get(next++);
            Keyword keyword = shape.find(word.text());
            Object late = keyword == null && value != null ? arguments.first(value.signature(), word) : null;
            if (value != null && late != null) {
                options.add(new Item(value, word, List.of(new Argument(word, late)), Block.EMPTY));
                continue;
            }
            if (keyword == null && shape.keywords().isEmpty()) {
                diagnostics.warning(
                        word.at(),
                        "extra-words",
                        subject + ": '" + Words.shown(word.text()) + "' is left over after it and ignored",
                        "remove it");
                break;
            }
            if (keyword == null) {
                diagnostics.error(
                        word.at(),
                        "unknown-option",
                        subject + " has no option '" + Words.shown(word.text()) + "'",
                        suggestions.advice(word.text(), shape));
                refused.add(word.text());
                while (next < words.size() && shape.find(words.get(next).text()) == null) {
                    next++;
                }
                continue;
            }
            if (!said.add(keyword.name()) && !ways) {
                diagnostics.warning(
                        word.at(),
                        "repeated-keyword",
                        subject + ": '" + keyword.name() + "' was already said in this line; the last one counts",
                        "keep one of them");
            }
            if (keyword.replacement() != null) {
                diagnostics.warning(
                        word.at(),
                        "deprecated-keyword",
                        "'" + keyword.name() + "' is an old word",
                        "use " + keyword.replacement());
            }
            if (reporting && !keyword.acts()) {
                diagnostics.warning(
                        word.at(), Checker.NOT_ACTED_ON, "option '" + keyword.name() + "' is not acted on yet", "");
            }
            Reading reading = arguments.read(
                    subject + " " + keyword.name(),
                    word.at(),
                    keyword.signature(),
                    words.subList(next, words.size()),
                    false);
            next += reading.used();
            if (reading.arguments() != null) {
                options.add(new Item(keyword, word, reading.arguments(), Block.EMPTY));
            } else {
                refused.add(keyword.name());
            }
        }
        return new Block(options, refused);
    }
}

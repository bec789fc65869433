package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.check.Arguments.Reading;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.internal.schema.Signature;
import org.gemel.config.internal.schema.Signature.Body;
import org.gemel.config.internal.schema.Words;
import org.jspecify.annotations.Nullable;

/** Checks one directive tree against the schema. Used once, by one thread. */
public final class Checker {

    static final String NOT_ACTED_ON = "not-acted-on";
    private static final String TOP = "at the top of the file";

    private final Schema schema;
    private final Diagnostics diagnostics;
    private final Names names;
    private final Arguments arguments;
    private final Values values;
    private final Suggestions suggestions;

    /**
     * @param schema the words that are known
     * @param knownUser whether a user or group of that name exists
     * @param diagnostics where findings go
     */
    public Checker(Schema schema, Predicate<String> knownUser, Diagnostics diagnostics) {
        this.schema = schema;
        this.diagnostics = diagnostics;
        this.suggestions = new Suggestions(schema);
        this.names = new Names(diagnostics);
        this.arguments = new Arguments(names, new Commands(knownUser, diagnostics), diagnostics);
        this.values = new Values(arguments, suggestions, diagnostics);
    }

    /** Checks a whole text; what agrees with the schema is returned, the rest is reported. */
    public Block check(List<Directive> tree) {
        names.collect(tree, schema.root());
        return block(tree, schema.root(), TOP, null, true);
    }

    /**
     * @param home the block as messages name it
     * @param opened where the block was opened; null at the top
     * @param reporting whether words that are not acted on are reported; they are not inside one that was
     */
    private Block block(
            List<Directive> directives, Shape shape, String home, @Nullable Position opened, boolean reporting) {
        Map<String, Position> seen = new HashMap<>();
        List<Item> items = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        for (Directive directive : directives) {
            Keyword keyword = shape.find(directive.name());
            if (keyword == null && UndeclaredChecks.isMeant(directive, shape)) {
                diagnostics.warning(
                        directive.at(),
                        UndeclaredChecks.CODE,
                        UndeclaredChecks.message(directive),
                        UndeclaredChecks.advice(directive, shape));
                items.add(undeclared(directive));
            } else if (keyword == null) {
                unknown(directive, shape, home);
            } else if (keyword.removed()) {
                diagnostics.warning(
                        directive.at(),
                        "removed-keyword",
                        "'" + keyword.name() + "' was last known to keepalived " + keyword.since() + " and is ignored",
                        keyword.help());
            } else {
                repeated(directive, keyword, seen);
                // What stands where its block begins was made by the format: nobody wrote a word that does nothing.
                Item item = statement(
                        directive, keyword, reporting && !directive.at().equals(opened));
                if (item == null) {
                    refused.add(keyword.name());
                } else {
                    items.add(item);
                }
            }
        }
        if (opened != null) {
            missing(shape, seen, home, opened);
        }
        return new Block(items, refused);
    }

    /** Of the words in it those are checked that every check over the network has. */
    private Item undeclared(Directive check) {
        Shape common = schema.shape(UndeclaredChecks.COMMON);
        List<Item> items = new ArrayList<>();
        Set<String> refused = new HashSet<>();
        for (Directive directive : check.children()) {
            Keyword keyword = common.find(directive.name());
            Item item = keyword == null ? UndeclaredChecks.item(directive) : statement(directive, keyword, false);
            if (item == null) {
                refused.add(directive.name());
            } else {
                items.add(item);
            }
        }
        return UndeclaredChecks.item(check, new Block(items, refused));
    }

    private void unknown(Directive directive, Shape shape, String home) {
        String word = directive.name();
        if (word.indexOf(';') >= 0) {
            diagnostics.error(
                    directive.at(),
                    "unknown-keyword",
                    "unknown word '" + Words.shown(word) + "' " + where(home),
                    "';' separates nothing; write one statement a line");
            return;
        }
        diagnostics.error(
                directive.at(),
                "unknown-keyword",
                "unknown word '" + Words.shown(word) + "' " + where(home)
                        + (directive.block() == null ? "" : ", skipped with its block"),
                suggestions.advice(word, shape));
    }

    private static String where(String home) {
        return home.equals(TOP) ? home : "in " + home;
    }

    private void repeated(Directive directive, Keyword keyword, Map<String, Position> seen) {
        Position first = seen.putIfAbsent(keyword.name(), directive.at());
        boolean flag = directive.arguments().isEmpty() && directive.block() == null;
        if (first != null && !keyword.repeatable() && !flag) {
            diagnostics.warning(
                    directive.at(),
                    "repeated-keyword",
                    "'" + keyword.name() + "' was already said at " + first
                            + (keyword.acts() ? "; the last one counts" : ""),
                    "keep one of them");
        }
    }

    private void missing(Shape shape, Map<String, Position> seen, String home, Position opened) {
        for (Keyword keyword : shape.keywords()) {
            if (keyword.required() && !seen.containsKey(keyword.name())) {
                diagnostics.error(
                        opened,
                        "missing-keyword",
                        home + " has no " + keyword.name(),
                        "write '" + keyword.name() + "': " + keyword.help());
            }
        }
    }

    private @Nullable Item statement(Directive directive, Keyword keyword, boolean reporting) {
        Signature signature = keyword.signature();
        boolean acts = keyword.acts();
        if (keyword.replacement() != null) {
            diagnostics.warning(
                    directive.at(),
                    "deprecated-keyword",
                    "'" + keyword.name() + "' is an old word",
                    "use " + keyword.replacement());
        }
        Reading reading =
                arguments.read(keyword.name(), directive.at(), signature, directive.arguments(), keyword.lenient());
        List<Argument> read = reading.arguments();
        if (reporting && !acts) {
            notActedOn(directive, keyword, read);
        }
        Block options = Block.EMPTY;
        if (read != null) {
            List<Word> rest = directive
                    .arguments()
                    .subList(reading.used(), directive.arguments().size());
            if (signature.options() != null) {
                options = options(keyword, schema.shape(signature.options()), reading, rest);
            } else if (!rest.isEmpty()) {
                leftOver(directive, keyword, signature, reading, rest);
            }
        }
        Block body = body(directive, keyword, signature, reporting && acts);
        return read == null || body == null
                ? null
                : new Item(keyword, directive.keyword(), read, signature.body() == Body.NONE ? options : body);
    }

    /** Options behind the arguments; a word that is none was meant as the optional argument that refused it. */
    private Block options(Keyword keyword, Shape shape, Reading reading, List<Word> rest) {
        var refused = reading.refused();
        if (rest.isEmpty() || refused == null || shape.find(rest.get(0).text()) != null) {
            return values.options(keyword.name(), shape, rest);
        }
        diagnostics.error(
                rest.get(0).at(), refused.code(), keyword.name() + ": " + refused.getMessage(), refused.advice());
        return values.options(keyword.name(), shape, rest.subList(1, rest.size()));
    }

    /** What is not done yet is a warning where somebody asks for something: a flag that is off and an empty block do not. */
    private void notActedOn(Directive directive, Keyword keyword, @Nullable List<Argument> read) {
        boolean off = read != null
                && read.size() == 1
                && Boolean.FALSE.equals(read.get(0).value());
        boolean empty = keyword.signature().body() == Body.VALUES
                && directive.block() != null
                && directive.children().isEmpty();
        if (keyword.moot()) {
            diagnostics.note(
                    directive.at(), "changes-nothing", "'" + keyword.name() + "' changes nothing here", keyword.help());
            return;
        }
        String message = "'" + keyword.name() + "' is not acted on yet";
        if (keyword.quiet() || off || empty) {
            diagnostics.note(directive.at(), NOT_ACTED_ON, message, "");
        } else {
            diagnostics.warning(directive.at(), NOT_ACTED_ON, message, "");
        }
    }

    private void leftOver(Directive directive, Keyword keyword, Signature signature, Reading reading, List<Word> rest) {
        var refused = reading.refused();
        if (refused != null) {
            diagnostics.error(
                    rest.get(0).at(), refused.code(), keyword.name() + ": " + refused.getMessage(), refused.advice());
            return;
        }
        String words = signature.secret()
                ? "there are words"
                : "'" + Words.shown(rest.get(0).text()) + "' is left over";
        boolean semicolon =
                directive.arguments().stream().anyMatch(word -> word.text().endsWith(";"));
        diagnostics.warning(
                rest.get(0).at(),
                "extra-words",
                keyword.name() + ": " + words + " after it and ignored",
                semicolon ? "';' separates nothing; write one statement a line" : "remove it or put it in quotes");
    }

    /** The items of the block, or null where there are braces too many or too few. */
    private @Nullable Block body(Directive directive, Keyword keyword, Signature signature, boolean reporting) {
        List<Directive> block = directive.block();
        if (signature.body() == Body.SKIPPED) {
            return Block.EMPTY;
        }
        if (signature.body() == Body.NONE) {
            if (block != null) {
                diagnostics.error(
                        directive.at(),
                        "unexpected-block",
                        "'" + keyword.name() + "' takes no block; the block is skipped",
                        "write one statement a line and check the braces");
            }
            return block == null ? Block.EMPTY : null;
        }
        if (block == null && signature.body() == Body.VALUES) {
            diagnostics.warning(
                    directive.at(),
                    "missing-block",
                    "'" + keyword.name() + "' has no block in braces; nothing is listed",
                    "write '" + keyword.name() + " { ... }', one entry a line");
            return Block.EMPTY;
        }
        if (block == null) {
            diagnostics.error(
                    directive.at(),
                    "missing-block",
                    "'" + keyword.name() + "' needs a block in braces",
                    "write '" + keyword.name() + " ... { ... }'");
            return null;
        }
        Shape shape = schema.shape(signature.shape());
        if (signature.body() == Body.VALUES) {
            return values.entries(keyword.name(), shape, block, reporting);
        }
        String name = directive.arguments().isEmpty()
                ? ""
                : " " + Words.shown(directive.arguments().get(0).text());
        return block(block, shape, keyword.name() + name, directive.at(), reporting);
    }
}

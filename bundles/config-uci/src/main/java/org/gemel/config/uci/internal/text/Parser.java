package org.gemel.config.uci.internal.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.config.uci.internal.text.Scanner.Token;
import org.jspecify.annotations.Nullable;

/** Makes sections of a text. What is wrong is reported; what follows is read all the same. */
public final class Parser {

    private static final String STATEMENTS = "write config, option, list or package, in lower case and without quotes";

    private static final String MARK = "\uFEFF";

    private final Scanner scanner;
    private final String file;
    private final String text;
    private final Problems problems;
    private final List<Open> sections = new ArrayList<>();
    private final Map<String, Open> named = new HashMap<>();
    /** Where options go; null before the first section. */
    private @Nullable Open current;
    /** Whether the last section was refused, and its options with it. */
    private boolean refusing;

    private int values;

    private final Remarks remarks = new Remarks();

    /** A section that may still get options. */
    private record Open(
            String type, @Nullable String name, Position at, Map<String, Growing> options, List<Comment> comments) {
        Section closed() {
            Map<String, Option> all = new LinkedHashMap<>(2 * options.size());
            options.forEach(
                    (key, each) -> all.put(key, new Option(key, each.at, each.list, each.values, each.comments)));
            return new Section(type, name, at, all, comments);
        }
    }

    /** An option that may still get values. */
    private static final class Growing {
        private final Position at;
        private final List<Value> values = new ArrayList<>(1);
        private List<Comment> comments = List.of();
        private boolean list;

        Growing(Position at) {
            this.at = at;
        }
    }

    private Parser(String file, String text, boolean comments, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        String unmarked = text.startsWith(MARK) ? text.substring(1) : text;
        scanner = new Scanner(file, withoutNul(unmarked), problems, comments ? remarks : null);
    }

    /** NUL ends the text of its line, as it does for libuci. */
    private String withoutNul(String lines) {
        if (lines.indexOf('\0') < 0) {
            return lines;
        }
        StringBuilder kept = new StringBuilder(lines.length());
        int number = 0;
        int end = -1;
        for (int begin = 0; end < lines.length(); begin = end + 1) {
            number++;
            int feed = lines.indexOf('\n', begin);
            end = feed < 0 ? lines.length() : feed;
            String line = lines.substring(begin, end);
            int nul = line.indexOf('\0');
            kept.append(nul < 0 ? line : line.substring(0, nul)).append(feed < 0 ? "" : "\n");
            if (nul >= 0) {
                problems.warning(
                        new Position(file, number, nul + 1),
                        "nul-byte",
                        "there is a NUL byte, and what stands behind it in this line is lost, as it is in OpenWrt",
                        "is this a text file?");
            }
        }
        return kept.toString();
    }

    /**
     * Reads a text.
     *
     * @param file its name in positions
     * @param text the whole of it
     * @param comments whether comments are kept
     * @param problems where findings go
     * @return the sections in the order of the text, without those that were refused
     */
    public static List<Section> parse(String file, String text, boolean comments, Problems problems) {
        return new Parser(file, text, comments, problems).sections();
    }

    private List<Section> sections() {
        Position start = new Position(file, 1, 1);
        if (text.startsWith(MARK)) {
            problems.error(start, "byte-order-mark", "the file begins with a byte order mark", "save it without");
        }
        if (text.indexOf("\r\n") >= 0) {
            problems.note(start, "crlf", "lines end in CR LF", "uci accepts it and writes LF");
        }
        while (scanner.findStatement() && !full()) {
            try {
                statement(scanner.keyword());
            } catch (SyntaxException e) {
                e.report(problems);
                scanner.skipLine();
            }
        }
        if (!sections.isEmpty()) {
            remarks.behind(sections.get(sections.size() - 1).comments);
        }
        return closed();
    }

    /** What was open is let go one by one, for there may be many. */
    private List<Section> closed() {
        named.clear();
        current = null;
        List<Section> closed = new ArrayList<>(sections.size());
        Collections.reverse(sections);
        while (!sections.isEmpty()) {
            closed.add(sections.remove(sections.size() - 1).closed());
        }
        return closed;
    }

    private boolean full() {
        boolean full = values + remarks.count() > Limits.VALUES || sections.size() > Limits.SECTIONS;
        if (full) {
            problems.error(
                    scanner.at(),
                    "file-too-long",
                    "the file has more than " + Limits.SECTIONS + " sections or " + Limits.VALUES
                            + " values and comments; reading ends here",
                    "is this a configuration? If so, let the process have more memory, such as"
                            + " GEMEL_JAVA_OPTS=-Xmx512m");
        }
        return full;
    }

    private void statement(Token keyword) throws SyntaxException {
        switch (keyword.text()) {
            case "package", "p" -> packageName(keyword);
            case "config", "c" -> config(keyword);
            case "option", "o" -> option(keyword, false);
            case "list", "l" -> option(keyword, true);
            default -> {
                refusing |= current == null;
                throw new SyntaxException(
                        keyword.at(),
                        "invalid-command",
                        "'" + shown(keyword.text()) + "' is no statement of UCI",
                        STATEMENTS);
            }
        }
    }

    private void packageName(Token keyword) throws SyntaxException {
        Token name = argument(keyword, "a name");
        checkName(name, true);
        end();
    }

    private void config(Token keyword) throws SyntaxException {
        refusing = true;
        Token type = scanner.word();
        if (type == null || type.text().isEmpty()) {
            throw new SyntaxException(
                    keyword.at(), "invalid-command", "this config has no type", "write config TYPE 'NAME'");
        }
        if (!type.text().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new SyntaxException(
                    type.at(),
                    "bad-type",
                    "'" + shown(type.text()) + "' cannot be a type",
                    "use printable ASCII without blanks");
        }
        Token name = scanner.word();
        boolean anonymous = name == null || name.text().isEmpty();
        if (name != null && !anonymous) {
            checkName(name, false);
        }
        end();
        Open known = anonymous || name == null ? null : named.get(name.text());
        if (known != null && !known.type.equals(type.text())) {
            throw new SyntaxException(
                    type.at(),
                    "type-overwritten",
                    "the section at " + known.at + " has the same name and is a " + known.type,
                    "give each section a name of its own");
        }
        if (known == null) {
            known = new Open(
                    type.text(),
                    anonymous || name == null ? null : name.text(),
                    type.at(),
                    new LinkedHashMap<>(),
                    new ArrayList<>(0));
            sections.add(known);
            if (known.name != null) {
                named.put(known.name, known);
            }
        }
        remarks.begins(current == null ? null : current.comments, known.comments);
        current = known;
        refusing = false;
    }

    private void option(Token keyword, boolean list) throws SyntaxException {
        Token name = argument(keyword, "a name");
        checkName(name, false);
        Token value = scanner.word();
        end();
        Open section = current;
        if (refusing) {
            return;
        }
        if (section == null) {
            throw new SyntaxException(
                    keyword.at(),
                    "no-section",
                    "there is no section yet that this could belong to",
                    "begin with config");
        }
        values++;
        add(section, name, value == null ? new Token("", name.at()) : value, list);
    }

    private void add(Open section, Token name, Token token, boolean list) {
        Growing known = section.options.get(name.text());
        Value value = new Value(token.text(), token.at());
        if (list) {
            if (known == null) {
                known = new Growing(name.at());
                section.options.put(name.text(), known);
            }
            known.list = true;
            known.values.add(value);
            known.comments = remarks.on(known.comments);
            return;
        }
        if (value.text().isEmpty()) {
            problems.warning(
                    name.at(),
                    "empty-option",
                    "'" + name.text() + "' has no value and is ignored"
                            + (known == null ? "" : "; the one before stays"),
                    "write a value or remove the line");
            return;
        }
        if (known == null) {
            known = new Growing(name.at());
            section.options.put(name.text(), known);
        } else {
            problems.warning(
                    name.at(),
                    known.list ? "option-after-list" : "repeated-option",
                    "'" + name.text() + "' was already written at " + known.at + "; the last one counts",
                    known.list ? "write list in place of option" : "keep one of them");
        }
        known.list = false;
        known.values.clear();
        known.values.add(value);
        known.comments = remarks.on(known.comments);
    }

    private Token argument(Token keyword, String what) throws SyntaxException {
        Token word = scanner.word();
        if (word == null || word.text().isEmpty()) {
            throw new SyntaxException(
                    word == null ? keyword.at() : word.at(),
                    "insufficient-arguments",
                    "'" + keyword.text() + "' needs " + what,
                    "");
        }
        return word;
    }

    /** The word is not shown, for it may be the end of a password. An empty word may stand behind a statement, where a backslash ends a line. */
    private void end() throws SyntaxException {
        Token extra = scanner.word();
        if (extra != null && !extra.text().isEmpty()) {
            throw new SyntaxException(
                    extra.at(), "too-many-arguments", "this is one word too many", "put a value with blanks in quotes");
        }
    }

    private static void checkName(Token name, boolean dash) throws SyntaxException {
        int odd = name.text()
                .codePoints()
                .filter(c -> !(c == '_' || (dash && c == '-') || (c < 127 && Character.isLetterOrDigit(c))))
                .findFirst()
                .orElse(0);
        if (odd != 0) {
            throw new SyntaxException(
                    name.at(),
                    "bad-name",
                    "'" + shown(name.text()) + "' cannot be a name, for it has " + character(odd),
                    "use letters, digits and underscores");
        }
    }

    /** Some look like a blank. */
    private static String character(int codePoint) {
        return codePoint == ' '
                ? "a blank"
                : codePoint > ' ' && codePoint < 127 ? Character.toString(codePoint) : "U+%04X".formatted(codePoint);
    }

    private static String shown(String word) {
        return word.length() <= 60 ? word : word.substring(0, 60) + "...";
    }
}

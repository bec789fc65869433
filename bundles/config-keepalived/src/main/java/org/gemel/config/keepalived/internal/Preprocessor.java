package org.gemel.config.keepalived.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a line before its words count, in keepalived's order (behaviour 3): comment, {@code @id}, definition,
 * sequence, replacement, and again from the start until nothing changes.
 */
final class Preprocessor {

    /** Characters that are enough to know what a word means. */
    private static final int LONGEST_STATEMENT = 64;

    private final Variables variables;
    private final String configId;
    private final Problems problems;
    private final Budget budget;
    private final Consumer<Line> finished;

    /** A definition that goes on over several lines; null between them. */
    private @Nullable Continued continued;

    private record Continued(String name, List<String> lines, Position at, int[] length) {}

    /** @param finished gets the lines that are not empty, without comments */
    Preprocessor(Variables variables, String configId, Problems problems, Budget budget, Consumer<Line> finished) {
        this.variables = variables;
        this.configId = configId;
        this.problems = problems;
        this.budget = budget;
        this.finished = finished;
    }

    /** Takes the next line of a file. */
    void accept(Line line) {
        Continued definition = continued;
        if (definition != null) {
            if (budget.line(line)) {
                continueDefinition(definition, line);
            }
        } else if (line.text().indexOf('\\') < 0 || !startsDefinition(line)) {
            process(line, 0);
        }
    }

    /** Ends a definition that the end of the file cuts short. */
    void endOfFile() {
        Continued definition = continued;
        if (definition != null) {
            problems.warning(
                    definition.at,
                    "definition-not-ended",
                    "the last line of the file still ends in '\\'",
                    "remove the '\\' of the definition's last line");
            endDefinition(definition);
        }
    }

    /** The text of a line within a definition: without comment, and what follows a backslash at the end. */
    private static Line uncommented(Line line) {
        return line.part(0, Lexer.comment(line.text())).trim();
    }

    private boolean startsDefinition(Line physical) {
        Line line = physical.trim();
        while (line.text().startsWith("@")) {
            if (!matches(line)) {
                return false;
            }
            line = afterCondition(line);
        }
        int equals = Variables.definition(line.text());
        if (equals < 0 || !uncommented(line).text().endsWith("\\")) {
            return false;
        }
        String name = line.text().substring(1, equals);
        continued = new Continued(name, new ArrayList<>(), line.at(0), new int[1]);
        continueDefinition(continued, line.part(equals + 1, line.text().length()));
        return budget.line(physical);
    }

    /** A line goes on if a backslash ends it, before its comment or, as keepalived has it, within. */
    private void continueDefinition(Continued definition, Line line) {
        String text = uncommented(line).text();
        boolean more = text.endsWith("\\");
        String value = more ? text.substring(0, text.length() - 1) : text;
        boolean first = definition.lines.isEmpty() && value.isBlank();
        definition.length[0] += value.length() + 1;
        if (!first && definition.length[0] <= Limits.LINE_LENGTH) {
            definition.lines.add(value);
        }
        if (!more && !line.trim().text().endsWith("\\")) {
            endDefinition(definition);
        }
    }

    private void endDefinition(Continued definition) {
        continued = null;
        if (definition.length[0] > Limits.LINE_LENGTH) {
            problems.error(
                    definition.at,
                    "definition-too-long",
                    "the definition is longer than " + Limits.LINE_LENGTH + " characters and is cut off",
                    "break it up into several variables, or use include");
        }
        variables.define(definition.name, Lexer.withoutCommentEscapes(String.join("\n", definition.lines)));
    }

    private void process(Line raw, int depth) {
        if (!budget.line(raw)) {
            return;
        }
        if (depth > Limits.EXPANSION_DEPTH) {
            problems.error(
                    raw.at(0),
                    "expansion-too-deep",
                    "variables and sequences contain each other more than " + Limits.EXPANSION_DEPTH
                            + " deep; the line is ignored",
                    "define it in fewer steps");
            return;
        }
        Line line = uncommented(raw);
        while (line.text().startsWith("@")) {
            if (!matches(line)) {
                return;
            }
            line = afterCondition(line);
        }
        String text = line.text();
        int equals = Variables.definition(text);
        if (equals > 0) {
            String value = text.substring(equals + 1).trim();
            variables.define(text.substring(1, equals), Lexer.withoutCommentEscapes(value));
        } else if (splitsAtBraces(line, depth)) {
            return;
        } else if (Sequence.begins(text)) {
            repeat(line, depth);
        } else if (!text.isEmpty()) {
            replace(line, depth);
        }
    }

    /**
     * Whether what means something at the start of a line stands after a brace on a line; it means the same there. A
     * condition or a definition reaches to the end of the line, a sequence or an include to the brace that closes its
     * block.
     */
    private boolean splitsAtBraces(Line line, int depth) {
        String text = line.text();
        int begin = statement(text);
        if (begin < 0) {
            return false;
        }
        char first = text.charAt(begin);
        int end = first == '@' || first == '$' ? text.length() : Lexer.unmatchedClose(text, begin);
        if (begin == 0 && end == text.length()) {
            return false;
        }
        process(line.part(0, begin), depth + 1);
        process(line.part(begin, end), depth + 1);
        process(line.part(end, text.length()), depth + 1);
        return true;
    }

    private static int statement(String text) {
        for (int begin = 0; begin >= 0; begin = Lexer.afterBrace(text, begin)) {
            if (beginsStatement(text.substring(begin, Math.min(text.length(), begin + LONGEST_STATEMENT)))) {
                return begin;
            }
        }
        return -1;
    }

    /** Whether a word at the start of a line would be a condition, a definition, a sequence or an include. */
    static boolean beginsStatement(String text) {
        return text.startsWith("@")
                || Variables.definition(text) > 0
                || Sequence.begins(text)
                || (text.startsWith("include") && IncludeCheck.NONE.with(text.split("[ \\t]", 2)[0]) != null);
    }

    /** Whether the {@code @id} or {@code @^id} that a line begins with is true here (behaviour 4). */
    private boolean matches(Line line) {
        String text = line.text();
        boolean not = text.startsWith("^", 1);
        return text.substring(not ? 2 : 1, endOfCondition(text)).equals(configId) != not;
    }

    private static int endOfCondition(String text) {
        int end = 1;
        while (end < text.length() && !Lexer.blank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static Line afterCondition(Line line) {
        return line.part(endOfCondition(line.text()), line.text().length()).trim();
    }

    private void replace(Line line, int depth) {
        Line replaced = variables.replace(line);
        if (replaced == null) {
            variables.reportRest(line);
            finished.accept(line);
            return;
        }
        String text = replaced.text();
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0 && !budget.spent(); end = text.indexOf('\n', begin)) {
            process(replaced.part(begin, end), depth + 1);
            begin = end + 1;
        }
        process(replaced.part(begin, text.length()), depth + 1);
    }

    private void repeat(Line line, int depth) {
        int end = Sequence.end(line.text());
        if (end < 0) {
            malformed(line, "the parenthesis is not closed");
            return;
        }
        Line head = line.part(0, end);
        for (int i = 0; i < Limits.EXPANSION_DEPTH; i++) {
            Line replaced = variables.replace(head);
            if (replaced == null) {
                break;
            }
            head = replaced;
        }
        variables.reportRest(head);
        try {
            Sequence sequence = Sequence.parse(head.text());
            repeat(sequence, line.part(end + 1, line.text().length()), depth);
        } catch (Sequence.Malformed e) {
            malformed(line, String.valueOf(e.getMessage()));
        }
    }

    private void repeat(Sequence sequence, Line rest, int depth) {
        List<@Nullable String> hidden = new ArrayList<>();
        for (String name : sequence.names()) {
            hidden.add(variables.define(name, ""));
        }
        for (List<String> round : sequence.rounds()) {
            if (budget.spent()) {
                break;
            }
            for (int i = 0; i < round.size(); i++) {
                variables.define(sequence.names().get(i), round.get(i));
            }
            process(rest, depth + 1);
        }
        for (int i = 0; i < hidden.size(); i++) {
            variables.restore(sequence.names().get(i), hidden.get(i));
        }
    }

    private void malformed(Line line, String what) {
        problems.error(
                line.at(0),
                "bad-sequence",
                what + "; the line is ignored",
                "write ~SEQ(NAME, 1, 10) text, ~SEQ(NAME, 10, -2, 0) text or ~LST(NAME, a, b) text");
    }
}

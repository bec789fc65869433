package org.gemel.config.json.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Word;
import org.gemel.config.json.internal.Parts.Statements;
import org.jspecify.annotations.Nullable;

/** Writes directives as JSON. */
final class TreeWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    /** What a number keeps of a word: each character. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");

    private final Forms forms;

    TreeWriter(Forms forms) {
        this.forms = forms;
    }

    String write(List<Directive> tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.setPrettyPrinter(printer());
            List<Map<String, Statements>> parts = Parts.of(tree, forms.root());
            if (parts.size() == 1) {
                part(json, parts.get(0), 0);
            } else {
                parts(json, parts, 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.append('\n').toString();
    }

    /** Objects with a line for each key; lists too, since the values of a block are told apart by lines. */
    private static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    private void parts(JsonGenerator json, List<Map<String, Statements>> parts, int depth) throws IOException {
        json.writeStartArray();
        for (Map<String, Statements> part : parts) {
            part(json, part, depth);
        }
        json.writeEndArray();
    }

    private void part(JsonGenerator json, Map<String, Statements> part, int depth) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, Statements> entry : part.entrySet()) {
            json.writeFieldName(entry.getKey());
            Statements statements = entry.getValue();
            if (statements.named()) {
                json.writeStartObject();
            }
            for (Map.Entry<String, List<Directive>> alike :
                    statements.byArguments().entrySet()) {
                if (statements.named()) {
                    json.writeFieldName(alike.getKey());
                }
                follows(json, statements, alike.getValue(), depth);
            }
            if (statements.named()) {
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void follows(JsonGenerator json, Statements statements, List<Directive> directives, int depth)
            throws IOException {
        Directive first = directives.get(0);
        boolean values = Forms.values(statements.keyword());
        boolean list = directives.size() > 1
                || (!values
                        && first.block() != null
                        && blocks(statements, first).size() > 1);
        if (list) {
            json.writeStartArray();
        }
        for (Directive directive : directives) {
            List<Directive> block = directive.block();
            if (block == null) {
                words(json, statements, directive);
            } else if (depth >= Limits.BLOCK_DEPTH) {
                throw new InexpressibleException(
                        directive, "JSON nests blocks at most " + Limits.BLOCK_DEPTH + " deep");
            } else if (values) {
                values(json, block, depth + 1);
            } else {
                List<Map<String, Statements>> parts = blocks(statements, directive);
                if (parts.size() == 1) {
                    part(json, parts.get(0), depth + 1);
                } else {
                    parts(json, parts, depth + 1);
                }
            }
        }
        if (list) {
            json.writeEndArray();
        }
    }

    private List<Map<String, Statements>> blocks(Statements statements, Directive directive) {
        @Nullable Block within = forms.within(statements.keyword());
        return Parts.of(directive.children(), within);
    }

    private void values(JsonGenerator json, List<Directive> entries, int depth) throws IOException {
        json.writeStartArray();
        for (Directive entry : entries) {
            List<Word> words = Stream.concat(Stream.of(entry.keyword()), entry.arguments().stream())
                    .toList();
            if (entry.block() == null) {
                scalar(json, entry, words);
            } else {
                for (Map<String, Statements> part : Parts.of(List.of(entry), null)) {
                    part(json, part, depth);
                }
            }
        }
        json.writeEndArray();
    }

    private static void words(JsonGenerator json, Statements statements, Directive directive) throws IOException {
        List<Word> words = statements.argumentsInKey() ? List.of() : directive.arguments();
        if (words.isEmpty()) {
            json.writeBoolean(true);
        } else if (words.size() == 1
                && words.get(0).text().equals("false")
                && !words.get(0).quoted()) {
            json.writeBoolean(false);
        } else if (Forms.whole(statements.keyword()) && words.get(0).text().indexOf('.') >= 0) {
            json.writeString(Words.join(directive, words));
        } else {
            scalar(json, directive, words);
        }
    }

    private static void scalar(JsonGenerator json, Directive directive, List<Word> words) throws IOException {
        Word first = words.get(0);
        if (words.size() == 1 && !first.quoted() && NUMBER.matcher(first.text()).matches()) {
            json.writeNumber(first.text());
        } else {
            json.writeString(Words.join(directive, words));
        }
    }
}

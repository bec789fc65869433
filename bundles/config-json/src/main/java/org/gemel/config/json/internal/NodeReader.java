package org.gemel.config.json.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.CommonTexts;
import org.gemel.api.config.Problems;
import org.gemel.config.json.internal.Node.Member;
import org.jspecify.annotations.Nullable;

/** Reads a text as JSON (RFC 8259), strictly: a key that stands twice in an object is an error. */
final class NodeReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Limits.NESTING)
                    .maxStringLength(Limits.STRING_LENGTH)
                    .maxNameLength(Limits.STRING_LENGTH)
                    .maxNumberLength(Limits.NUMBER_LENGTH)
                    .build())
            .build();

    private static final int LARGEST_EXPONENT = 18;

    /** Of an exponent: a sign, and leading zeros that nobody writes. More than an int holds could not be counted. */
    private static final int EXPONENT_CHARACTERS = 8;

    private final Source source;
    private final Problems problems;
    private final CommonTexts common = new CommonTexts();
    private int nodes;

    NodeReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /** The value that the text is, or null if it is none. */
    @Nullable
    Node read() {
        try (JsonParser parser = FACTORY.createParser(source.text())) {
            if (parser.nextToken() == null) {
                problems.error(source.at(0), "json-empty", "the file is empty", "write at least {}");
                return null;
            }
            Node node = node(parser);
            if (parser.nextToken() != null) {
                problems.error(
                        source.at(begin(parser)),
                        "json-left-over",
                        "there is something behind the end of the configuration",
                        "a file is one object in braces; check the braces before it");
                return null;
            }
            return node;
        } catch (JsonProcessingException e) {
            syntax(e);
            return null;
        } catch (TooManyNodes e) {
            problems.error(
                    source.at(e.begin),
                    "json-too-large",
                    "the file has more than " + Limits.NODES + " keys and values",
                    "leave out what is not needed, or let the process have more memory, such as GEMEL_JAVA_OPTS=-Xmx512m");
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be read", e);
        }
    }

    private Node node(JsonParser parser) throws IOException, TooManyNodes {
        int begin = begin(parser);
        if (++nodes > Limits.NODES) {
            throw new TooManyNodes(begin);
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, begin);
            case START_ARRAY -> elements(parser, begin);
            case VALUE_STRING -> new Node.Text(begin, common.of(parser.getText()), true);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                new Node.Text(begin, common.of(plain(parser.getText())), false);
            case VALUE_TRUE -> new Node.Flag(begin, true);
            case VALUE_FALSE -> new Node.Flag(begin, false);
            default -> new Node.Nothing(begin);
        };
    }

    private Node members(JsonParser parser, int begin) throws IOException, TooManyNodes {
        List<Member> members = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Node.Text key = new Node.Text(begin(parser), common.of(parser.currentName()), true);
            if (++nodes > Limits.NODES) {
                throw new TooManyNodes(key.begin());
            }
            parser.nextToken();
            Node value = node(parser);
            Integer first = seen.putIfAbsent(key.text(), key.begin());
            if (first == null) {
                members.add(new Member(key, value));
            } else {
                problems.error(
                        source.at(key.begin()),
                        "json-repeated-key",
                        "this key is in the same object already, at " + source.at(first),
                        "write a list where a keyword is repeated: \"keyword\": [..., ...]");
            }
        }
        return new Node.Members(begin, members);
    }

    private Node elements(JsonParser parser, int begin) throws IOException, TooManyNodes {
        List<Node> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(node(parser));
        }
        return new Node.Elements(begin, elements);
    }

    /** A number without an exponent, as long as that is no longer than people write them. */
    private static String plain(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        if (exponent < 0 || number.length() - exponent - 1 > EXPONENT_CHARACTERS) {
            return number;
        }
        BigDecimal value = new BigDecimal(number);
        return Math.abs((long) value.scale()) > LARGEST_EXPONENT ? number : value.toPlainString();
    }

    private static int begin(JsonParser parser) {
        return (int) parser.currentTokenLocation().getCharOffset();
    }

    private void syntax(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        long offset = location == null ? 0 : location.getCharOffset();
        int index = (int) Math.max(0, Math.min(offset, source.text().length()));
        Mistake mistake = Mistake.of(String.valueOf(e.getOriginalMessage()));
        problems.error(source.at(index), "json-syntax", "this is no JSON: " + mistake.message(), mistake.advice());
    }

    /** The text has more than fits. */
    private static final class TooManyNodes extends Exception {

        private static final long serialVersionUID = 1;

        private final int begin;

        private TooManyNodes(int begin) {
            this.begin = begin;
        }
    }
}

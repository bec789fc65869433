package org.gemel.config.internal.check;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.schema.Keyword;

/**
 * A statement that agrees with the schema.
 *
 * @param keyword its declaration
 * @param word the first word, as written
 * @param arguments the arguments with their values
 * @param block what stands in its block, or its options
 */
public record Item(Keyword keyword, Word word, List<Argument> arguments, Block block) {

    /**
     * An argument.
     *
     * @param word as written
     * @param value what it stands for, of the Java type that its argument type promises
     */
    public record Argument(Word word, Object value) {}

    public Item {
        arguments = List.copyOf(arguments);
    }

    /** The keyword's text. */
    public String name() {
        return keyword.name();
    }

    /** Where it begins. */
    public Position at() {
        return word.at();
    }

    /** Whether there is an argument of that index. */
    public boolean has(int index) {
        return index < arguments.size();
    }

    /** The value of an argument. */
    public <T> T value(int index, Class<T> type) {
        return type.cast(arguments.get(index).value());
    }

    /** The value of the first argument, a whole number that fits an int. */
    public int number() {
        return Math.toIntExact(value(0, Long.class));
    }

    /** The value of the first argument as seconds, whether declared with decimals or without. */
    public Duration seconds() {
        Object value = arguments.get(0).value();
        return value instanceof Duration duration ? duration : Duration.ofSeconds((Long) value);
    }

    /** The value of the first argument as text. */
    public String text() {
        return arguments.get(0).word().text();
    }

    /** Whether the flag is on; alone it is. */
    public boolean flag() {
        return arguments.isEmpty() || value(0, Boolean.class);
    }
}

package org.gemel.shell.internal.explain;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Command;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/** Collects the facts of one block. */
final class Facts {

    /** What stands where nothing was chosen, so that something else decides. */
    static final String AUTOMATIC = "automatic";

    private final List<Fact> facts = new ArrayList<>();

    Facts add(String keyword, String value) {
        facts.add(new Fact(keyword, value));
        return this;
    }

    /** A value that knows where it was written. */
    Facts at(String keyword, String value, Position at) {
        facts.add(new Fact(keyword, value, at));
        return this;
    }

    Facts add(String keyword, int value) {
        return add(keyword, Integer.toString(value));
    }

    /** {@code on} or {@code off}. */
    Facts add(String keyword, boolean value) {
        return add(keyword, value ? "on" : "off");
    }

    Facts add(String keyword, Duration value) {
        return add(keyword, seconds(value));
    }

    /** An address, or that it is chosen by itself. */
    Facts add(String keyword, @Nullable InetAddress value) {
        return add(keyword, value == null ? AUTOMATIC : AddressText.of(value));
    }

    /** One fact an entry. */
    <T> Facts all(String keyword, Collection<T> entries, Function<T, String> text) {
        entries.forEach(entry -> add(keyword, text.apply(entry)));
        return this;
    }

    Section section(String block, String name) {
        return new Section(block, name, facts);
    }

    /** Seconds without needless zeros and never in exponential notation: {@code 1}, {@code 0.25}. */
    static String seconds(Duration value) {
        return plain(BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9)));
    }

    /** The same in milliseconds. */
    static String milliseconds(Duration value) {
        return plain(BigDecimal.valueOf(value.toNanos(), 6));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** A user, and a group if one was chosen. */
    static String user(@Nullable String user, @Nullable String group) {
        if (user == null) {
            return AUTOMATIC;
        }
        return group == null ? user : user + " " + group;
    }

    /** A program and its arguments, and who runs it if somebody was chosen. */
    static String command(Command command) {
        String words = command(command.words());
        return command.user() == null && command.group() == null
                ? words
                : words + " " + user(command.user(), command.group());
    }

    /** A program and its arguments, each in quotes if it could be taken for more than one or for none. */
    static String command(List<String> words) {
        return words.stream()
                .map(word -> word.matches("[\\w./:=@%+,-]+") ? word : "'" + word + "'")
                .collect(Collectors.joining(" "));
    }
}

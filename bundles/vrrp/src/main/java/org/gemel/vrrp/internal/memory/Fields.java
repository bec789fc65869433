package org.gemel.vrrp.internal.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line of {@code name=value} pairs. */
final class Fields {

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Reads a line, after its first word; a word without an equals sign is passed over. */
    static Fields of(String line) {
        Fields fields = new Fields();
        for (String word : line.split(" ")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.values.put(word.substring(0, equals), URLDecoder.decode(word.substring(equals + 1), UTF_8));
            }
        }
        return fields;
    }

    Fields put(String name, Object value) {
        values.put(name, value.toString());
        return this;
    }

    Fields put(String name, List<?> list) {
        return put(name, list.stream().map(Object::toString).collect(Collectors.joining(",")));
    }

    /** Of {@code name:number} pairs. */
    Fields put(String name, Map<String, Long> numbers) {
        return put(
                name,
                numbers.entrySet().stream()
                        .filter(each -> each.getValue() != 0)
                        .map(each -> each.getKey() + ":" + each.getValue())
                        .toList());
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** @throws NumberFormatException if there is something else */
    long number(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    boolean isTrue(String name) {
        return text(name).equals("true");
    }

    List<String> list(String name) {
        return Stream.of(text(name).split(",")).filter(each -> !each.isEmpty()).toList();
    }

    Map<String, Long> numbers(String name) {
        Map<String, Long> numbers = new LinkedHashMap<>();
        for (String each : list(name)) {
            int colon = each.lastIndexOf(':');
            numbers.put(each.substring(0, Math.max(0, colon)), Long.parseLong(each.substring(colon + 1)));
        }
        return numbers;
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining(" "));
    }
}

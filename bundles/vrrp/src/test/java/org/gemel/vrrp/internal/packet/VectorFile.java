package org.gemel.vrrp.internal.packet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The measured packets, frames and timers, as maps and lists. */
public final class VectorFile {

    private VectorFile() {}

    /** The whole file. */
    public static Map<String, Object> read() {
        try (InputStream in = Objects.requireNonNull(VectorFile.class.getResourceAsStream("/vrrp-vectors.json"));
                JsonParser parser = new JsonFactory().createParser(in)) {
            parser.nextToken();
            return map(value(parser));
        } catch (IOException e) {
            throw new IllegalStateException("vrrp-vectors.json cannot be read", e);
        }
    }

    /** A list of objects. */
    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> rows(Object value) {
        return (List<Map<String, Object>>) value;
    }

    /** An object. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    map.put(name, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> "";
            default -> parser.getText();
        };
    }
}

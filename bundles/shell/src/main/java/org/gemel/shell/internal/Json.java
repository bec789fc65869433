package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes JSON into a string. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** What the writer writes, indented, with a newline at the end. */
    static String write(Writer writer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            writer.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string refused text", impossible);
        }
        return text.append('\n').toString();
    }

    /** Counters as an object field. */
    static void counters(JsonGenerator json, Map<String, Long> counters) throws IOException {
        json.writeObjectFieldStart("counters");
        for (Map.Entry<String, Long> counter : counters.entrySet()) {
            json.writeNumberField(counter.getKey(), counter.getValue());
        }
        json.writeEndObject();
    }

    /** Writes one value. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }
}

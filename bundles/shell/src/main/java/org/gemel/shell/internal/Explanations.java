package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Position;
import org.gemel.shell.internal.explain.Explained;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Origins;
import org.gemel.shell.internal.explain.Section;

/** Shows the configuration that a file comes to. */
final class Explanations {

    private Explanations() {}

    /** A title for each block, and below it one fact a line: keyword, value, where it comes from. */
    static String text(Result result) {
        Origins origins = new Origins(result.tree());
        StringBuilder text = new StringBuilder();
        for (Section section : Explained.of(result.configuration())) {
            Columns columns = new Columns();
            for (Fact fact : section.facts()) {
                columns.row(
                        fact.keyword(),
                        fact.value(),
                        origins.of(section, fact).map(Explanations::place).orElse("default"));
            }
            text.append(section.title()).append('\n').append(columns.text("  ")).append('\n');
        }
        return text.toString();
    }

    private static String place(Position at) {
        return at.file() + ":" + at.line();
    }

    /** The same as a field of an object that is open. */
    static void write(JsonGenerator json, Result result) throws IOException {
        Origins origins = new Origins(result.tree());
        List<Section> sections = Explained.of(result.configuration());
        json.writeArrayFieldStart("blocks");
        for (Section section : sections) {
            json.writeStartObject();
            json.writeStringField("block", section.block());
            json.writeStringField("name", section.name());
            json.writeArrayFieldStart("facts");
            for (Fact fact : section.facts()) {
                json.writeStartObject();
                json.writeStringField("keyword", fact.keyword());
                json.writeStringField("value", fact.value());
                json.writeStringField(
                        "at", origins.of(section, fact).map(Position::toString).orElse("default"));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

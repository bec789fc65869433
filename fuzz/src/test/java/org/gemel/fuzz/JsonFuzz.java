package org.gemel.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ParsedConfig;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.json.internal.JsonFormat;

/** A configuration as JSON: whatever it is, reading ends, and what was understood comes back as it was. */
public final class JsonFuzz {

    static final ConfigFormat FORMAT = new JsonFormat(new DeclaredKeywords());

    private static final Schema SCHEMA = Schema.load();
    private static final ConfigurationReader READER =
            new FormatReader(() -> Map.of("json", FORMAT), () -> SCHEMA, "root"::equals, "root"::equals);
    private static final Path FILE = TextFuzz.file();

    private JsonFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        TextFuzz.write(FILE, data);
        READER.read(FILE, TextFuzz.OPTIONS);
        ParsedConfig parsed = FORMAT.read(FILE, TextFuzz.OPTIONS);
        TextFuzz.check(parsed.diagnostics());
        String written = FORMAT.write(parsed.tree());
        TextFuzz.write(FILE, written.getBytes(StandardCharsets.UTF_8));
        ParsedConfig again = FORMAT.read(FILE, TextFuzz.OPTIONS);
        String twice = FORMAT.write(again.tree());
        if (!twice.equals(written) || !again.diagnostics().isEmpty()) {
            throw new IllegalStateException(
                    "written: " + written + "\nread and written again: " + twice + "\n" + again.diagnostics());
        }
    }
}

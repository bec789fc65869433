package org.gemel.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ParsedConfig;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.uci.internal.UciFormat;

/** A text of UCI: whatever it is, reading ends, and a tree that can be written comes back as it was. */
public final class UciFuzz {

    private static final Schema SCHEMA = Schema.load();
    private static final ConfigFormat FORMAT = new UciFormat();
    private static final ConfigurationReader READER =
            new FormatReader(() -> Map.of("uci", FORMAT), () -> SCHEMA, "root"::equals, "root"::equals);
    private static final Path FILE = TextFuzz.file();

    private UciFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        TextFuzz.write(FILE, data);
        READER.read(FILE, TextFuzz.OPTIONS);
        ParsedConfig parsed = FORMAT.read(FILE, TextFuzz.OPTIONS);
        TextFuzz.check(parsed.diagnostics());
        String written;
        try {
            written = FORMAT.write(parsed.tree());
        } catch (IllegalArgumentException inexpressible) {
            if (inexpressible.getMessage() == null || inexpressible.getMessage().isBlank()) {
                throw new IllegalStateException("nobody knows what cannot be expressed", inexpressible);
            }
            return;
        }
        TextFuzz.write(FILE, written.getBytes(StandardCharsets.UTF_8));
        String twice = FORMAT.write(FORMAT.read(FILE, TextFuzz.OPTIONS).tree());
        if (!twice.equals(written)) {
            throw new IllegalStateException("written: " + written + "\nread and written again: " + twice);
        }
    }
}

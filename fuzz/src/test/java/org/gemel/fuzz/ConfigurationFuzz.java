package org.gemel.fuzz;

import java.nio.file.Path;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** A whole configuration, read, checked and bound. What is usable is equal when it is read again. */
public final class ConfigurationFuzz {

    private static final Schema SCHEMA = Schema.load();
    private static final ConfigFormat FORMAT = new KeepalivedFormat();
    private static final ConfigurationReader READER =
            new FormatReader(() -> Map.of("keepalived", FORMAT), () -> SCHEMA, "root"::equals, "root"::equals);
    private static final Path FILE = TextFuzz.file();

    private ConfigurationFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        TextFuzz.write(FILE, data);
        ConfigurationReader.Result first = READER.read(FILE, TextFuzz.OPTIONS);
        if (first.diagnostics().stream().anyMatch(each -> each.message().isBlank())) {
            throw new IllegalStateException("nobody understands: " + first.diagnostics());
        }
        ConfigurationReader.Result second = READER.read(FILE, TextFuzz.OPTIONS);
        if (!first.equals(second)) {
            throw new IllegalStateException("read once: " + first + "\nand again: " + second);
        }
    }
}

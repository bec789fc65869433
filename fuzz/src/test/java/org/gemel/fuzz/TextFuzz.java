package org.gemel.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.keepalived.internal.KeepalivedFormat;

/** The text of a configuration: whatever it is, reading ends, and what was understood can be written and read again. */
public final class TextFuzz {

    static final ReadOptions OPTIONS = new ReadOptions("alpha", "one", Map.of("SITE", "north")).withComments();

    /** The reader stops at a thousand of each severity and says so. */
    private static final int MOST_DIAGNOSTICS = 3 * (Problems.MOST + 1);

    private static final KeepalivedFormat FORMAT = new KeepalivedFormat();
    private static final Path FILE = file();

    private TextFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        ParsedConfig parsed = FORMAT.read(write(FILE, data), OPTIONS);
        check(parsed.diagnostics());
        String written = FORMAT.write(parsed.tree());
        ParsedConfig again = FORMAT.read(write(FILE, written.getBytes(StandardCharsets.UTF_8)), OPTIONS);
        String twice = FORMAT.write(again.tree());
        if (!twice.equals(written)) {
            throw new IllegalStateException("written: " + written + "\nread and written again: " + twice);
        }
    }

    static void check(List<Diagnostic> diagnostics) {
        if (diagnostics.size() > MOST_DIAGNOSTICS) {
            throw new IllegalStateException(diagnostics.size() + " diagnostics");
        }
        for (Diagnostic each : diagnostics) {
            if (each.message().isBlank() || each.at().line() < 1 || each.at().column() < 1) {
                throw new IllegalStateException("nobody understands: " + each);
            }
        }
    }

    /** A file of this process's own. */
    static Path file() {
        try {
            Path memory = Path.of("/dev/shm");
            Path file = Files.isWritable(memory)
                    ? Files.createTempFile(memory, "gemel-fuzz", ".conf")
                    : Files.createTempFile("gemel-fuzz", ".conf");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes text, in which nothing is included: the files of this machine are none of the fuzzer's business. */
    static Path write(Path file, byte[] data) {
        String latin = new String(data, StandardCharsets.ISO_8859_1).replace("include", "inklude");
        try {
            return Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gemel.config.internal.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.bind.ConfigurationBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Checker;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.rules.Rules;
import org.gemel.config.internal.schema.Schema;

/** Reads a file with the format that is surest to understand it. */
public final class FormatReader implements ConfigurationReader {

    /** As much of a file as formats are shown. */
    private static final int HEAD = 4096;

    private final Supplier<List<ConfigFormat>> formats;
    private final Supplier<Schema> schema;
    private final Predicate<String> knownUser;
    private final Predicate<String> runner;

    /**
     * @param formats the formats at the time of a reading
     * @param schema the words that are known
     * @param knownUser whether a user or group of that name may exist on this host
     * @param runner whether a user of that name exists who can run programs
     */
    public FormatReader(
            Supplier<List<ConfigFormat>> formats,
            Supplier<Schema> schema,
            Predicate<String> knownUser,
            Predicate<String> runner) {
        this.formats = formats;
        this.schema = schema;
        this.knownUser = knownUser;
        this.runner = runner;
    }

    @Override
    public Result read(Path file, ReadOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        Position start = new Position(file.toString(), 1, 1);
        String head;
        try {
            head = head(file);
        } catch (IOException e) {
            diagnostics.error(
                    start,
                    "unreadable-file",
                    "the file cannot be read: " + reason(e),
                    "check that it exists and may be read");
            return nothing(options, diagnostics);
        }
        Optional<ConfigFormat> format = surest(head);
        if (format.isEmpty()) {
            diagnostics.error(
                    start,
                    "no-format",
                    formats.get().isEmpty()
                            ? "no configuration format is installed"
                            : "no installed configuration format understands this file",
                    "install a bundle that reads it, such as org.gemel.config-keepalived");
            return nothing(options, diagnostics);
        }
        ParsedConfig parsed = format.get().read(file, options);
        diagnostics.addAll(parsed.diagnostics());
        Block checked = new Checker(schema.get(), knownUser, diagnostics).check(parsed.tree());
        Rules.check(checked, diagnostics);
        Configuration configuration =
                new ConfigurationBinder(diagnostics, runner).bind(checked, options.configId(), options.instance());
        return new Result(configuration, diagnostics.inOrderOfText(), parsed.tree());
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is none of that name" : String.valueOf(e.getMessage());
    }

    private static Result nothing(ReadOptions options, Diagnostics diagnostics) {
        return new Result(new Configuration(options.configId(), List.of()), diagnostics.inOrderOfText());
    }

    private static String head(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
    }

    private Optional<ConfigFormat> surest(String head) {
        ConfigFormat best = null;
        int most = 0;
        for (ConfigFormat format : formats.get()) {
            int sure = format.recognises(head);
            if (sure > most) {
                most = sure;
                best = format;
            }
        }
        return Optional.ofNullable(best);
    }
}

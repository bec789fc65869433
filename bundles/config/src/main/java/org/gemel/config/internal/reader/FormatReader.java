package org.gemel.config.internal.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.bind.ConfigurationBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Checker;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.rules.Rules;
import org.gemel.config.internal.schema.Schema;
import org.jspecify.annotations.Nullable;

/** Reads a file with the format that is surest to understand it. */
public final class FormatReader implements ConfigurationReader {

    /** As much of a file as formats are shown. */
    private static final int HEAD = 4096;

    private final Supplier<Map<String, ConfigFormat>> formats;
    private final Supplier<Schema> schema;
    private final Predicate<String> knownUser;
    private final Predicate<String> runner;
    private final CheckJudges judges;
    private final Memory memory = Memory.ofThisProcess();

    /** A reader where no checkers are. */
    public FormatReader(
            Supplier<Map<String, ConfigFormat>> formats,
            Supplier<Schema> schema,
            Predicate<String> knownUser,
            Predicate<String> runner) {
        this(formats, schema, knownUser, runner, new CheckJudges((kind, user) -> {}));
    }

    /**
     * @param formats the formats at the time of a reading, by their names
     * @param schema the words that are known
     * @param knownUser whether a user or group of that name may exist on this host
     * @param runner whether a user of that name exists who can run programs
     * @param judges ask the checkers that are there
     */
    FormatReader(
            Supplier<Map<String, ConfigFormat>> formats,
            Supplier<Schema> schema,
            Predicate<String> knownUser,
            Predicate<String> runner,
            CheckJudges judges) {
        this.judges = judges;
        this.formats = formats;
        this.schema = schema;
        this.knownUser = knownUser;
        this.runner = runner;
    }

    @Override
    public Result read(Path file, ReadOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        ConfigFormat format = format(file, options, diagnostics);
        if (format == null) {
            return new Result(new Configuration(options.configId(), List.of()), diagnostics.inOrderOfText());
        }
        try {
            return read(format, file, options, diagnostics);
        } catch (OutOfMemoryError e) {
            return new Result(new Configuration(options.configId(), List.of()), memory.exhausted(file));
        }
    }

    private Result read(ConfigFormat format, Path file, ReadOptions options, Diagnostics diagnostics) {
        ParsedConfig parsed = format.read(file, options);
        diagnostics.addAll(parsed.diagnostics());
        return bind(parsed, options, diagnostics);
    }

    @Override
    public Result bind(List<Directive> tree, ReadOptions options) {
        return bind(new ParsedConfig(tree, List.of()), options, new Diagnostics());
    }

    private Result bind(ParsedConfig parsed, ReadOptions options, Diagnostics diagnostics) {
        Block checked = new Checker(schema.get(), knownUser, diagnostics).check(parsed.tree());
        Rules.check(checked, diagnostics);
        Configuration configuration =
                new ConfigurationBinder(diagnostics, runner).bind(checked, options.configId(), options.instance());
        judges.judge(configuration, diagnostics);
        if (!parsed.tree().isEmpty()) {
            memory.judge(parsed.tree().get(0).at(), configuration.instances().size(), diagnostics);
        }
        return new Result(
                configuration, diagnostics.inOrderOfText(), parsed.tree(), parsed.references(), parsed.included());
    }

    @Override
    public ParsedConfig parse(Path file, ReadOptions options) {
        Diagnostics diagnostics = new Diagnostics();
        ConfigFormat format = format(file, options, diagnostics);
        try {
            return format == null
                    ? new ParsedConfig(List.of(), diagnostics.inOrderOfText())
                    : format.read(file, options);
        } catch (OutOfMemoryError e) {
            return new ParsedConfig(List.of(), memory.exhausted(file));
        }
    }

    /** The format for a file, or null if there is none or the file is too large, which is then reported. */
    private @Nullable ConfigFormat format(Path file, ReadOptions options, Diagnostics diagnostics) {
        Position start = new Position(file.toString(), 1, 1);
        Map<String, ConfigFormat> known = formats.get();
        String forced = options.format();
        String head;
        try {
            head = head(file);
            if (memory.refuses(start, Files.size(file), diagnostics)) {
                return null;
            }
        } catch (IOException e) {
            diagnostics.error(
                    start,
                    "unreadable-file",
                    "the file cannot be read: " + reason(e),
                    "check that it exists and may be read");
            return null;
        }
        ConfigFormat format = forced == null ? surest(head, known.values()) : known.get(forced);
        if (format == null && forced != null) {
            diagnostics.error(
                    start,
                    "no-format",
                    "no configuration format is called " + forced,
                    known.isEmpty() ? "none is installed" : "there are " + String.join(", ", known.keySet()));
        } else if (format == null) {
            diagnostics.error(
                    start,
                    "no-format",
                    known.isEmpty()
                            ? "no configuration format is installed"
                            : "no installed configuration format understands this file",
                    known.isEmpty()
                            ? "install a bundle that reads it, such as org.gemel.config-keepalived"
                            : "look at its beginning, or say what it is with --format: "
                                    + String.join(", ", known.keySet()));
        }
        return format;
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "there is none of that name" : String.valueOf(e.getMessage());
    }

    private static String head(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
        }
    }

    private static @Nullable ConfigFormat surest(String head, Collection<ConfigFormat> formats) {
        ConfigFormat best = null;
        int most = 0;
        for (ConfigFormat format : formats) {
            int sure = format.recognises(head);
            if (sure > most) {
                most = sure;
                best = format;
            }
        }
        return best;
    }
}

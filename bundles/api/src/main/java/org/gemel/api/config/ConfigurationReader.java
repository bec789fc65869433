package org.gemel.api.config;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads configuration files in whatever formats are installed. Safe for any thread; blocks on the file system. */
@ProviderType
public interface ConfigurationReader {

    /**
     * Reads, validates and binds a file.
     *
     * @param file the file to read
     * @param options what the text may refer to
     * @return the configuration with every diagnostic; it may be used where {@link Result#usable()} says so
     */
    Result read(Path file, ReadOptions options);

    /**
     * Validates and binds a text that was read before, as {@link #read} does; whatever files it came from are not looked at.
     *
     * @param tree the text as its format understood it
     * @param options what the text may refer to; the format is not asked for
     * @return the configuration with every diagnostic; a reader of files alone has an error there
     */
    default Result bind(List<Directive> tree, ReadOptions options) {
        Position start = tree.isEmpty() ? new Position("", 1, 1) : tree.get(0).at();
        return new Result(
                new Configuration(options.configId(), List.of()),
                List.of(new Diagnostic(
                        start,
                        Diagnostic.Severity.ERROR,
                        "no-binder",
                        "this reader reads files alone",
                        "read the file")));
    }

    /**
     * Reads a file without asking what its words mean.
     *
     * @param file the file to read
     * @param options what the text may refer to
     * @return the text as its format understood it; what is wrong is a diagnostic, also that no format understands it. A
     *     reader that does not distinguish tells what it thinks of the meaning too
     */
    default ParsedConfig parse(Path file, ReadOptions options) {
        Result result = read(file, options);
        return new ParsedConfig(result.tree(), result.diagnostics(), result.references(), result.included());
    }

    /**
     * A configuration and what was said about it.
     *
     * @param configuration everything that could be bound; broken parts are left out
     * @param diagnostics all diagnostics in the order of the text
     * @param tree the text that it was bound from, to look up where something comes from
     * @param references other programs' files that decide what the text means; see {@link ParsedConfig#references}
     * @param included the other files that the text is written in; see {@link ParsedConfig#included}
     */
    record Result(
            Configuration configuration,
            List<Diagnostic> diagnostics,
            List<Directive> tree,
            List<Path> references,
            List<Path> included) {

        public Result {
            diagnostics = List.copyOf(diagnostics);
            tree = List.copyOf(tree);
            references = List.copyOf(references);
            included = List.copyOf(included);
        }

        /** A text in one file. */
        public Result(
                Configuration configuration,
                List<Diagnostic> diagnostics,
                List<Directive> tree,
                List<Path> references) {
            this(configuration, diagnostics, tree, references, List.of());
        }

        /** A text that means the same whatever other files say. */
        public Result(Configuration configuration, List<Diagnostic> diagnostics, List<Directive> tree) {
            this(configuration, diagnostics, tree, List.of());
        }

        /** Without the text. */
        public Result(Configuration configuration, List<Diagnostic> diagnostics) {
            this(configuration, diagnostics, List.of());
        }

        /** Whether no diagnostic is an error. */
        public boolean usable() {
            return diagnostics.stream().noneMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
        }
    }
}

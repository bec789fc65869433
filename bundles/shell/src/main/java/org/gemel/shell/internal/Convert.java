package org.gemel.shell.internal;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;

/** Writes a configuration in another language. */
final class Convert {

    static final String USAGE = "usage: gemel convert --to FORMAT [--format NAME] [-i ID] FILE\n";

    private static final int DONE = 0;

    private final ConfigurationReader reader;
    private final ReadOptions options;
    private final Supplier<Map<String, ConfigFormat>> formats;

    /**
     * @param reader reads what is to be converted
     * @param options what the text may refer to
     * @param formats the formats by their names, asked each time
     */
    Convert(ConfigurationReader reader, ReadOptions options, Supplier<Map<String, ConfigFormat>> formats) {
        this.reader = reader;
        this.options = options;
        this.formats = formats;
    }

    /**
     * The configuration, and what had to be said about it.
     *
     * @throws CommandFailure if the command line is wrong, the file has errors, or the target cannot express it
     */
    Outcome run(List<String> arguments) {
        ReadOptions with = options;
        String target = null;
        Path file = null;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--to") && rest.hasNext()) {
                target = rest.next();
            } else if (argument.equals("--format") && rest.hasNext()) {
                with = with.withFormat(rest.next());
            } else if (argument.equals("-i") && rest.hasNext()) {
                with = with.withConfigId(rest.next());
            } else if (argument.startsWith("-") || file != null) {
                throw misuse("convert: unknown or incomplete argument " + argument + "\n");
            } else {
                file = Path.of(argument);
            }
        }
        if (target == null || file == null) {
            throw misuse("");
        }
        return convert(file, with, target);
    }

    private static CommandFailure misuse(String message) {
        return new CommandFailure(Check.ERRORS, message + USAGE);
    }

    private Outcome convert(Path file, ReadOptions with, String target) {
        Map<String, ConfigFormat> known = formats.get();
        ConfigFormat format = known.get(target);
        if (format == null) {
            throw misuse("convert: there is no format " + target + "; there are " + String.join(", ", known.keySet())
                    + "\n");
        }
        ParsedConfig parsed = reader.parse(file, with.withComments());
        StringBuilder said = new StringBuilder();
        Check.inOrder(parsed.diagnostics())
                .forEach(diagnostic -> said.append(diagnostic).append('\n'));
        if (parsed.diagnostics().stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR)) {
            throw new CommandFailure(Check.ERRORS, said.toString());
        }
        try {
            String text = format.write(parsed.tree());
            int comments = format.keepsComments() ? 0 : comments(parsed.tree());
            if (comments > 0) {
                said.append(comments == 1 ? "1 comment is lost: " : comments + " comments are lost: ")
                        .append(target)
                        .append(" has none\n");
            }
            return new Outcome(DONE, text, said.toString());
        } catch (InexpressibleException inexpressible) {
            said.append(new Diagnostic(
                    inexpressible.at(),
                    Severity.ERROR,
                    "inexpressible",
                    String.valueOf(inexpressible.getMessage()),
                    "change it before it is converted, or remove it"));
            throw new CommandFailure(Check.ERRORS, said.append('\n').toString());
        }
    }

    private static int comments(List<Directive> tree) {
        return tree.stream()
                .mapToInt(each -> each.comments().size() + comments(each.children()))
                .sum();
    }

    /**
     * What a command line led to.
     *
     * @param text the configuration in the other language
     * @param said warnings and notes, each with an end of line
     */
    record Outcome(int exitCode, String text, String said) {}
}

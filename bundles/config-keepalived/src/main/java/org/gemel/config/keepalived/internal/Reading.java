package org.gemel.config.keepalived.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.jspecify.annotations.Nullable;

/** One reading of a file and what it includes. */
final class Reading {

    private final Problems problems = new Problems();
    private final Budget budget = new Budget(problems);
    private final TreeBuilder tree = new TreeBuilder(problems, budget);
    private final Includes includes = new Includes(problems);
    private final Lexer lexer = new Lexer(at -> problems.error(
            at,
            "quote-not-closed",
            "this quote is not closed on its line; the rest of the line is lost",
            "add a '\"'"));
    private final Preprocessor preprocessor;
    private final boolean comments;

    /** The files that include each other, the outermost first: as displayed, and as identified. */
    private final List<String> chain = new ArrayList<>();

    private final List<Path> identities = new ArrayList<>();
    private IncludeCheck check = IncludeCheck.NONE;
    private int files;
    private final Set<Path> included = new LinkedHashSet<>();

    Reading(Path file, ReadOptions options) {
        comments = options.comments();
        Variables variables = new Variables(new BuiltIns(file, options, problems), problems);
        preprocessor = new Preprocessor(variables, options.configId(), problems, budget, this::finished);
    }

    ParsedConfig read(Path file) {
        Position at = new Position(file.toString(), 1, 1);
        if (!Files.exists(file)) {
            problems.error(at, "unreadable-file", "there is no such file", "");
        } else if (!Files.isRegularFile(file)) {
            problems.error(at, "unreadable-file", "this is no regular file", "give a configuration file");
        } else {
            file(file, at);
        }
        return new ParsedConfig(tree.finish(), problems.all(), List.of(), List.copyOf(included));
    }

    private void file(Path file, Position includedAt) {
        if (++files > Limits.FILES) {
            if (files == Limits.FILES + 1) {
                problems.error(includedAt, "include-too-many", "more than " + Limits.FILES + " files are included", "");
            }
            return;
        }
        if (files > 1) {
            included.add(file);
        }
        try {
            Path identity = file.toRealPath();
            if (identities.contains(identity) || chain.size() == Limits.INCLUDE_DEPTH) {
                boolean loop = identities.contains(identity);
                problems.error(
                        includedAt,
                        loop ? "include-loop" : "include-too-deep",
                        (loop ? "the file includes itself: " : "too many files include each other: ")
                                + String.join(" -> ", chain) + " -> " + file,
                        "remove one of these includes");
                return;
            }
            chain.add(file.toString());
            identities.add(identity);
            IncludeCheck saved = check;
            try (InputStream in = Files.newInputStream(file)) {
                Path parent = file.toAbsolutePath().normalize().getParent();
                lines(new Source(file.toString(), parent == null ? Path.of("/") : parent), in);
            } finally {
                check = saved;
                chain.remove(chain.size() - 1);
                identities.remove(identities.size() - 1);
            }
        } catch (IOException e) {
            problems.error(
                    includedAt, "unreadable-file", file + " cannot be read: " + reason(e), "look at its permissions");
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : " " + e.getMessage());
    }

    private void lines(Source source, InputStream in) throws IOException {
        LineReader reader = new LineReader(source, in, problems, budget);
        for (Line line = reader.next(); line != null && !budget.spent(); line = reader.next()) {
            tree.beginOfLine();
            preprocessor.accept(line);
            if (comments) {
                comment(line.text());
            }
        }
        preprocessor.endOfFile();
    }

    private void comment(String text) {
        int sign = Lexer.comment(text);
        if (sign < text.length()) {
            tree.comment(text.substring(sign + 1).stripTrailing());
        }
    }

    private void finished(Line line) {
        String text = line.text();
        int end = 0;
        while (end < text.length() && !Lexer.blank(text.charAt(end))) {
            end++;
        }
        String keyword = text.substring(0, end);
        String rest = text.substring(end).trim();
        IncludeCheck strictness = check.with(keyword);
        if (strictness != null) {
            include(line, rest, strictness);
            return;
        }
        if (keyword.equals("include_check")) {
            check = check.set(rest.isEmpty() ? new String[0] : rest.split("\\s+"));
        }
        lexer.split(line, tree);
        tree.endOfLine();
    }

    private void include(Line line, String argument, IncludeCheck strictness) {
        Position at = line.at(0);
        String pattern = pattern(argument, at);
        if (pattern != null) {
            Path shown = shownDirectory(line.source());
            for (Path file : includes.find(pattern, shown, strictness, at)) {
                file(file, at);
            }
        }
    }

    private @Nullable String pattern(String argument, Position at) {
        boolean quoted = argument.startsWith("\"");
        int end = quoted ? Lexer.closingQuote(argument, 1) : firstBlank(argument);
        String pattern = end < 0 ? "" : argument.substring(quoted ? 1 : 0, end);
        if (pattern.isEmpty()) {
            problems.error(at, "include-what", "the include names no file", "write include FILE");
            return null;
        }
        if (end < argument.length() - (quoted ? 1 : 0)) {
            problems.warning(
                    at,
                    "include-alone",
                    "what stands after the file name is ignored",
                    "write one file name or pattern, alone on its line");
        }
        return pattern;
    }

    private static int firstBlank(String text) {
        int end = 0;
        while (end < text.length() && !Lexer.blank(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** The including file's directory as the user wrote it, so that included files are named alike. */
    private static Path shownDirectory(Source source) {
        Path parent = Path.of(source.name()).getParent();
        return parent == null ? Path.of("") : parent;
    }
}

package org.gemel.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.platform.ProgramCheck;
import org.jspecify.annotations.Nullable;

/** Judges configuration files, each alone. */
final class Check {

    static final String USAGE = "usage: gemel check [--explain] [--here] [--json] [--format NAME] [-i ID] FILE...\n";

    /** Nothing but notes. */
    static final int CLEAN = 0;

    static final int WARNINGS = 1;
    static final int ERRORS = 2;

    private static final int JSON_FORMAT = 1;

    private final ConfigurationReader reader;
    private final ReadOptions options;
    private final Supplier<@Nullable ProgramCheck> programs;
    private final Supplier<Map<String, DataPlane>> planes;

    /**
     * @param programs looks at programs of this host, if anybody can
     * @param planes the data planes that are installed, by their names
     */
    Check(
            ConfigurationReader reader,
            ReadOptions options,
            Supplier<@Nullable ProgramCheck> programs,
            Supplier<Map<String, DataPlane>> planes) {
        this.reader = reader;
        this.options = options;
        this.programs = programs;
        this.planes = planes;
    }

    /**
     * The output and the exit code of a command line.
     *
     * @throws CommandFailure if the command line is wrong; the code is that of errors
     */
    Outcome run(List<String> arguments) {
        boolean json = false;
        boolean explain = false;
        boolean here = false;
        ReadOptions with = options;
        List<Path> files = new ArrayList<>();
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (argument.equals("--json")) {
                json = true;
            } else if (argument.equals("--explain")) {
                explain = true;
            } else if (argument.equals("--here")) {
                here = true;
            } else if (argument.equals("-i") && rest.hasNext()) {
                with = with.withConfigId(rest.next());
            } else if (argument.equals("--format") && rest.hasNext()) {
                with = with.withFormat(rest.next());
            } else if (argument.startsWith("-")) {
                throw new CommandFailure(ERRORS, "check: unknown or incomplete option " + argument + "\n" + USAGE);
            } else {
                files.add(Path.of(argument));
            }
        }
        if (files.isEmpty()) {
            throw new CommandFailure(ERRORS, USAGE);
        }
        return judge(files, with, here, explain, json);
    }

    private Outcome judge(List<Path> files, ReadOptions with, boolean here, boolean explain, boolean json) {
        List<Verdict> verdicts = files.stream()
                .map(file -> new Verdict(file, inOrder(look(file, read(file, with), here))))
                .toList();
        int worst = verdicts.stream().mapToInt(Verdict::exitCode).max().orElse(CLEAN);
        return new Outcome(worst, json ? json(verdicts, explain) : text(verdicts, explain));
    }

    private ConfigurationReader.Result read(Path file, ReadOptions with) {
        return new DataPlaneCheck(planes.get()).look(reader.read(file, with));
    }

    private ConfigurationReader.Result look(Path file, ConfigurationReader.Result read, boolean here) {
        if (!here && !HostCheck.isMeant(file)) {
            return read;
        }
        ProgramCheck present = programs.get();
        if (present != null) {
            return new HostCheck(present).look(file, read);
        }
        if (here) {
            throw new CommandFailure(
                    ERRORS, "check: nobody can look at this host's programs (bundle org.gemel.platform-linux)\n");
        }
        return read;
    }

    private static ConfigurationReader.Result inOrder(ConfigurationReader.Result read) {
        return new ConfigurationReader.Result(
                read.configuration(), inOrder(read.diagnostics()), read.tree(), read.references());
    }

    /** What was said of each text by line and column, whoever said it. */
    static List<Diagnostic> inOrder(List<Diagnostic> said) {
        List<String> files =
                said.stream().map(each -> each.at().file()).distinct().toList();
        return said.stream()
                .sorted(Comparator.comparingInt(
                                (Diagnostic each) -> files.indexOf(each.at().file()))
                        .thenComparingInt(each -> each.at().line())
                        .thenComparingInt(each -> each.at().column()))
                .toList();
    }

    private static String text(List<Verdict> verdicts, boolean explain) {
        StringBuilder text = new StringBuilder();
        for (Verdict verdict : verdicts) {
            if (explain) {
                text.append(Explanations.text(verdict.result));
            }
            verdict.diagnostics().forEach(diagnostic -> text.append(diagnostic).append('\n'));
            text.append(verdict).append('\n');
        }
        return text.toString();
    }

    private static String json(List<Verdict> verdicts, boolean explain) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("format", JSON_FORMAT);
            json.writeArrayFieldStart("files");
            for (Verdict verdict : verdicts) {
                json.writeStartObject();
                json.writeStringField("file", verdict.file.toString());
                json.writeNumberField("errors", verdict.count(Severity.ERROR));
                json.writeNumberField("warnings", verdict.count(Severity.WARNING));
                if (explain) {
                    Explanations.write(json, verdict.result);
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("diagnostics");
            for (Verdict verdict : verdicts) {
                for (Diagnostic diagnostic : verdict.diagnostics()) {
                    write(json, diagnostic);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, Diagnostic diagnostic) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", diagnostic.at().file());
        json.writeNumberField("line", diagnostic.at().line());
        json.writeNumberField("column", diagnostic.at().column());
        json.writeStringField("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("code", diagnostic.code());
        json.writeStringField("message", diagnostic.message());
        json.writeStringField("advice", diagnostic.advice());
        json.writeEndObject();
    }

    /** What the worst of diagnostics leads to. */
    static int exitCode(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .mapToInt(diagnostic -> switch (diagnostic.severity()) {
                    case NOTE -> CLEAN;
                    case WARNING -> WARNINGS;
                    case ERROR -> ERRORS;
                })
                .max()
                .orElse(CLEAN);
    }

    /** What a command line led to. */
    record Outcome(int exitCode, String output) {}

    /** What was said of one file. */
    private record Verdict(Path file, ConfigurationReader.Result result) {

        List<Diagnostic> diagnostics() {
            return result.diagnostics();
        }

        long count(Severity severity) {
            return diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == severity)
                    .count();
        }

        int exitCode() {
            return Check.exitCode(diagnostics());
        }

        /** {@code FILE: clean} or {@code FILE: 2 errors, 1 warning}. */
        @Override
        public String toString() {
            List<String> parts = new ArrayList<>();
            count(Severity.ERROR, "error", parts);
            count(Severity.WARNING, "warning", parts);
            return file + ": " + (parts.isEmpty() ? "clean" : String.join(", ", parts));
        }

        private void count(Severity severity, String word, List<String> parts) {
            long count = count(severity);
            if (count > Problems.MOST) {
                parts.add("more than " + Problems.MOST + " " + word + "s");
            } else if (count > 0) {
                parts.add(count + " " + word + (count == 1 ? "" : "s"));
            }
        }
    }
}

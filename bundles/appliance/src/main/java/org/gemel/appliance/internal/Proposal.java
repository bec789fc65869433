package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ReadOptions;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration file would change.
 *
 * @param next what would run; null where the file cannot be used
 * @param changes what differs from what runs, also what has to wait for the next start
 * @param diagnostics what is said about the file
 * @param places where things stand in it
 * @param sources the files as they were when it was read
 */
record Proposal(
        @Nullable InForce next, List<Change> changes, List<Diagnostic> diagnostics, Places places, Sources sources) {

    static final String NEEDS_RESTART = "needs-restart";

    Proposal {
        changes = List.copyOf(changes);
        diagnostics = List.copyOf(diagnostics);
    }

    /** Reads a file. */
    static Proposal of(
            Sources former,
            ReadOptions options,
            @Nullable ConfigurationReader reader,
            Objections objections,
            Configuration current) {
        Path file = former.file();
        Sources sources = former.now();
        Places nowhere = new Places(file, List.of());
        if (reader == null) {
            return unusable(
                    sources,
                    nowhere,
                    problem(
                            nowhere.start(),
                            "no-configuration-reader",
                            "there is no configuration reader",
                            "install or start the bundle org.gemel.config"));
        }
        ConfigurationReader.Result read;
        try {
            read = reader.read(file, options);
        } catch (RuntimeException | LinkageError e) {
            return unusable(
                    sources,
                    nowhere,
                    problem(nowhere.start(), "reader-failed", "the configuration reader failed: " + e, "report this"));
        }
        Places places = new Places(file, read.tree());
        sources = sources.with(read.included(), read.references());
        if (!read.usable()) {
            return new Proposal(null, List.of(), read.diagnostics(), places, sources);
        }
        List<Diagnostic> said = new ArrayList<>(read.diagnostics());
        said.addAll(objections.to(read));
        if (said.stream().anyMatch(each -> each.severity() == Severity.ERROR)) {
            return new Proposal(null, List.of(), said, places, sources);
        }
        Configuration wanted = read.configuration();
        said.addAll(needsRestart(places, current.process(), wanted.process()));
        ProcessSettings now = current.process();
        InForce next = new InForce(keepFixed(now.instance(), now.networkNamespace(), wanted), read.tree());
        return new Proposal(next, ConfigurationChanges.between(current, wanted), said, places, sources);
    }

    private static Proposal unusable(Sources sources, Places places, Diagnostic why) {
        return new Proposal(null, List.of(), List.of(why), places, sources);
    }

    /** These diagnostics and an error more. */
    List<Diagnostic> with(Position at, String code, String message, String advice) {
        List<Diagnostic> all = new ArrayList<>(diagnostics);
        all.add(problem(at, code, message, advice));
        return all;
    }

    /** {@code 2 errors in FILE}. */
    static String errors(Path file, List<Diagnostic> diagnostics) {
        long count = diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                .count();
        return count + (count == 1 ? " error in " : " errors in ") + file;
    }

    /** What is decided once and for all when the process starts (behaviour 106). */
    static Configuration keepFixed(String instance, @Nullable String namespace, Configuration next) {
        ProcessSettings wanted = next.process();
        return next.toBuilder()
                .process(new ProcessSettings(
                        instance,
                        namespace,
                        wanted.name(),
                        wanted.umask(),
                        wanted.scheduling(),
                        wanted.startup(),
                        wanted.shutdown()))
                .build();
    }

    private static List<Diagnostic> needsRestart(Places places, ProcessSettings now, ProcessSettings wanted) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (!Objects.equals(now.networkNamespace(), wanted.networkNamespace())) {
            diagnostics.add(needsRestart(places, "net_namespace", now.networkNamespace()));
        }
        if (!now.instance().equals(wanted.instance())) {
            diagnostics.add(needsRestart(places, "instance", now.instance()));
        }
        return diagnostics;
    }

    private static Diagnostic needsRestart(Places places, String keyword, @Nullable String now) {
        return new Diagnostic(
                places.of(keyword),
                Severity.WARNING,
                NEEDS_RESTART,
                keyword + " cannot be changed while the appliance runs and stays "
                        + (now == null || now.isEmpty() ? "as if it were not there" : now),
                "stop the appliance and start it again");
    }

    private static Diagnostic problem(Position at, String code, String message, String advice) {
        return new Diagnostic(at, Severity.ERROR, code, message, advice);
    }
}

package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Configurations that people really use, where a collection of them lies beside the project. */
class CorpusTest {

    /** Both make keepalived -t stop before it looks at the instances, so that its silence says nothing of them. */
    private static final Set<String> NOT_JUDGED = Set.of("043", "051");

    /** The kernel's IPVS takes such a mask; that anybody meant it is not to be believed. */
    private static final String DOUBTED = "mask-with-holes";

    /** What keepalived 2.2.7 says to the same lines, the mask, and what other blocks lack. */
    private static final Set<String> SERVER_FINDINGS = Set.of(
            "default-used",
            "port-not-rewritten",
            "quorum-too-high",
            "out-of-range",
            "extra-words",
            "undefined-variable",
            "mail-cannot-be-sent",
            DOUBTED);

    private static final Path CORPUS = Path.of("shared", "corpus", "keepalived");
    private static Path corpus;

    private final Schema schema = Schema.load();
    private final FormatReader reader = new FormatReader(
            () -> Map.of("keepalived", new KeepalivedFormat()), () -> schema, "root"::equals, "root"::equals);

    @BeforeAll
    static void find() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve(CORPUS))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "there is no collection of real configurations here");
        corpus = folder.resolve(CORPUS);
    }

    private Result read(String name) {
        return reader.read(corpus.resolve(name + ".conf"), new ReadOptions("node", "", Map.of()));
    }

    private static List<String[]> manifest() throws IOException {
        try (Stream<String> lines = Files.lines(corpus.resolve("manifest.tsv"))) {
            return lines.skip(1).map(line -> line.split("\t", -1)).toList();
        }
    }

    private static long count(Result result, Severity severity) {
        return result.diagnostics().stream()
                .filter(diagnostic -> diagnostic.severity() == severity)
                .count();
    }

    @Test
    void everyFileIsRead() throws IOException {
        StringBuilder table = new StringBuilder("file  keepalived  instances  errors  warnings  not acted on  notes\n");
        List<String> broken = new ArrayList<>();
        for (String[] row : manifest()) {
            Result result = read(row[0]);
            long waiting = result.diagnostics().stream()
                    .filter(diagnostic ->
                            diagnostic.code().equals("not-acted-on") && diagnostic.severity() == Severity.WARNING)
                    .count();
            table.append("%-5s %10s %10d %7d %9d %13d %6d%n"
                    .formatted(
                            row[0],
                            row[8],
                            result.configuration().instances().size(),
                            count(result, Severity.ERROR),
                            count(result, Severity.WARNING) - waiting,
                            waiting,
                            count(result, Severity.NOTE)));
            if (result.diagnostics().stream().anyMatch(d -> d.code().equals("unreadable-file"))) {
                broken.add(row[0]);
            }
        }
        System.out.println(table);
        assertThat(broken).isEmpty();
    }

    @Test
    void whatKeepalivedTakesWithoutAWordIsNoErrorHere() throws IOException {
        List<Diagnostic> wrong = new ArrayList<>();
        for (String[] row : manifest()) {
            if (row[8].equals("0") && !NOT_JUDGED.contains(row[0])) {
                read(row[0]).diagnostics().stream()
                        .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                        .filter(diagnostic -> !diagnostic.code().equals("not-acted-on"))
                        .filter(diagnostic -> !diagnostic.code().equals(DOUBTED))
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static Stream<Directive> servers(Result result) {
        return result.tree().stream().filter(directive -> directive.name().equals("virtual_server"));
    }

    private static Stream<Position> places(Directive directive) {
        return Stream.concat(
                Stream.concat(
                        Stream.of(directive.at()),
                        directive.arguments().stream().map(Word::at)),
                directive.children().stream().flatMap(CorpusTest::places));
    }

    @Test
    void everyVirtualServerIsBound() throws IOException {
        List<String> missing = new ArrayList<>();
        int all = 0;
        for (String[] row : manifest()) {
            Result result = read(row[0]);
            long written = servers(result).count();
            int bound = result.configuration().balancing().servers().size();
            all += bound;
            if (written != bound) {
                missing.add(row[0] + ": " + bound + " of " + written);
            }
        }
        System.out.println(all + " virtual servers");
        assertThat(missing).isEmpty();
    }

    /** But there is no SNMP. */
    @Test
    void everyWordOfAVirtualServerActsOrIsRefusedAsKeepalivedDoes() throws IOException {
        List<String> idle = new ArrayList<>();
        for (String[] row : manifest()) {
            Result result = read(row[0]);
            Set<Position> places = servers(result).flatMap(CorpusTest::places).collect(Collectors.toSet());
            result.diagnostics().stream()
                    .filter(diagnostic -> places.contains(diagnostic.at()))
                    .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                    .filter(diagnostic -> !SERVER_FINDINGS.contains(diagnostic.code()))
                    .filter(diagnostic -> !diagnostic.message().matches("'snmp_name' is not .*"))
                    .map(Diagnostic::toString)
                    .forEach(idle::add);
        }
        assertThat(idle).isEmpty();
    }
}

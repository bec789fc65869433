package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Configurations that people really use, where a collection of them lies beside the project. */
class CorpusTest {

    /** Both make keepalived -t stop before it looks at the instances, so that its silence says nothing of them. */
    private static final Set<String> NOT_JUDGED = Set.of("043", "051");

    /** The kernel's IPVS takes such a mask; that anybody meant it is not to be believed. */
    private static final String DOUBTED = "mask-with-holes";

    private static Corpus corpus;

    @BeforeAll
    static void find() {
        corpus = Corpus.assumeThere();
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
        for (String[] row : corpus.manifest()) {
            Result result = corpus.read(row[0]);
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
        for (String[] row : corpus.manifest()) {
            if (row[8].equals("0") && !NOT_JUDGED.contains(row[0])) {
                corpus.read(row[0]).diagnostics().stream()
                        .filter(diagnostic -> diagnostic.severity() != Severity.NOTE)
                        .filter(diagnostic -> !diagnostic.code().equals("not-acted-on"))
                        .filter(diagnostic -> !diagnostic.code().equals(DOUBTED))
                        .forEach(wrong::add);
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyVirtualServerIsBound() throws IOException {
        List<String> missing = new ArrayList<>();
        int all = 0;
        for (String[] row : corpus.manifest()) {
            Result result = corpus.read(row[0]);
            long written = Corpus.servers(result).count();
            int bound = result.configuration().balancing().servers().size();
            all += bound;
            if (written != bound) {
                missing.add(row[0] + ": " + bound + " of " + written);
            }
        }
        System.out.println(all + " virtual servers");
        assertThat(missing).isEmpty();
    }
}

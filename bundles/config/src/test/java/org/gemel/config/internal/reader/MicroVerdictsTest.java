package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.Rows;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One fault, one file: what keepalived says to it and what we say. */
class MicroVerdictsTest {

    private static final Schema SCHEMA = Schema.load();

    private final FormatReader reader = new FormatReader(
            () -> Map.of("keepalived", new KeepalivedFormat()), () -> SCHEMA, "root"::equals, "root"::equals);

    private Result read(String name) throws URISyntaxException {
        URL file = Rows.class.getResource("micro/" + name + ".conf");
        return reader.read(Path.of(file.toURI()), new ReadOptions("node", "", Map.of()));
    }

    @TestFactory
    List<DynamicTest> verdicts() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : Rows.of("micro-verdicts.tsv")) {
            tests.add(DynamicTest.dynamicTest(row[0], () -> {
                Result result = read(row[0]);
                assertThat(List.of(
                                String.valueOf(
                                        result.configuration().instances().size()),
                                worst(result.diagnostics()),
                                codes(result.diagnostics())))
                        .as("%s", result.diagnostics())
                        .containsExactly(row[2], row[3], row[4]);
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> judgementsThatDifferFromKeepalivedsAreExplained() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : Rows.of("micro-verdicts.tsv")) {
            tests.add(DynamicTest.dynamicTest(row[0], () -> {
                List<Diagnostic> ours = read(row[0]).diagnostics();
                boolean complaint = Set.of("warning", "error").contains(worst(ours));
                boolean same = row[1].equals("0") ? !complaint || codes(ours).equals("not-acted-on") : complaint;
                assertThat(row[5].equals("-")).as("%s", ours).isEqualTo(same);
            }));
        }
        return tests;
    }

    private static String worst(List<Diagnostic> diagnostics) {
        return diagnostics.stream()
                .map(Diagnostic::severity)
                .max(Enum::compareTo)
                .map(severity -> severity.name().toLowerCase(java.util.Locale.ROOT))
                .orElse("clean");
    }

    private static String codes(List<Diagnostic> diagnostics) {
        Set<String> codes = new TreeSet<>();
        diagnostics.forEach(diagnostic -> codes.add(diagnostic.code()));
        return codes.isEmpty() ? "-" : String.join(",", codes);
    }
}

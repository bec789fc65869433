package org.gemel.config.uci.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Problems;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What real uci said to each text, and what we say. */
class GrammarCasesTest {

    /** Where we see the mistakes that uci refuses, and how we call them. */
    private static final Map<String, String> REFUSED = Map.of(
            "09-continuation", "5:4 too-many-arguments",
            "21-bad-command", "2:2 invalid-command",
            "23-bad-option-name", "2:9 bad-name",
            "25-type-chars", "3:8 bad-type",
            "27-unterminated-double", "2:11 quote-not-closed",
            "29-bom", "1:1 byte-order-mark",
            "43-quoted-keyword", "1:1 invalid-command",
            "47-uppercase", "1:1 invalid-command",
            "65-nbsp", "2:9 bad-name",
            "69-three-config-args", "1:12 too-many-arguments");

    private static Path cases() throws URISyntaxException {
        return Path.of(GrammarCasesTest.class.getResource("/uci/grammar").toURI());
    }

    @TestFactory
    List<DynamicTest> everyTextIsExportedAsUciDoesOrRefusedWhereUciRefuses() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(cases().resolve("in"))) {
            for (Path file : files.sorted().toList()) {
                tests.add(dynamicTest(file.getFileName().toString(), () -> judge(file)));
            }
        }
        assertThat(tests).hasSize(35);
        return tests;
    }

    private static void judge(Path file) throws IOException, URISyntaxException {
        String name = file.getFileName().toString();
        Path out = cases().resolve("out");
        boolean refused = !Files.readString(out.resolve(name + ".err")).startsWith("rc=0");
        Problems problems = new Problems();
        List<Section> sections = Parser.parse("f", Files.readString(file, StandardCharsets.UTF_8), false, problems);
        List<String> errors = problems.all().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(GrammarCasesTest::shown)
                .toList();
        if (refused) {
            assertThat(errors).containsExactly(REFUSED.get(name));
        } else {
            assertThat(errors).isEmpty();
            assertThat("package pkg\n\n" + Export.of(sections))
                    .isEqualTo(Files.readString(out.resolve(name + ".export"), StandardCharsets.UTF_8));
        }
    }

    private static String shown(Diagnostic diagnostic) {
        return diagnostic.at().line() + ":" + diagnostic.at().column() + " " + diagnostic.code();
    }
}

package org.gemel.config.internal.reader;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.config.internal.Rows;
import org.gemel.config.internal.Trees;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What keepalived goes on with is not refused, unless it would be wrong to serve on. */
class RefusalsTest {

    private static final String SERVER = "virtual_server 10.250.1.100 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\n";
    private static final String REAL = SERVER + "real_server 10.250.1.11 80 {\n";

    private static final Map<String, String> BLOCKS = Map.ofEntries(
            entry("root", "%s\n"),
            entry("global_defs", "global_defs {\n%s\n}\n"),
            entry("SSL", "SSL {\n%s\n}\n"),
            entry("bfd_instance", "bfd_instance b {\nneighbour_ip 192.0.2.2\n%s\n}\n"),
            entry("vrrp_script", "vrrp_script s {\n%s\n}\n"),
            entry("vrrp_instance", Trees.instance("%s")),
            entry("virtual_routes", Trees.instance("virtual_routes {\n%s\n}")),
            entry("virtual_rules", Trees.instance("virtual_rules {\n%s\n}")),
            entry("virtual_server", SERVER + "%s\nreal_server 10.250.1.11 80 {\nTCP_CHECK {\n}\n}\n}\n"),
            entry("real_server", REAL + "%s\nTCP_CHECK {\n}\n}\n}\n"));

    /** What follows from the pieces, and not from the statement. */
    private static final List<String> OF_THE_FRAME = List.of("mail-cannot-be-sent", "unused-tracker", "default-used");

    private static List<Diagnostic> judged(String block, String statement) {
        String frame = BLOCKS.getOrDefault(block, REAL + block + " {\n%s\n}\n}\n}\n");
        return Trees.bind(frame.formatted(statement.replace('|', '\n'))).diagnostics().stream()
                .filter(each -> each.severity() != Severity.NOTE)
                .filter(each -> !OF_THE_FRAME.contains(each.code()))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> whatKeepalivedGoesOnWithIsTaken() {
        return Rows.of("taken.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[0] + ": " + row[1], () -> {
                    List<Diagnostic> said = judged(row[0], row[1]);
                    if (row[2].equals("-")) {
                        assertThat(said).isEmpty();
                    } else {
                        assertThat(said)
                                .extracting(Diagnostic::code, Diagnostic::severity)
                                .containsExactly(tuple(row[2], Severity.WARNING));
                        assertThat(said.get(0).message()).contains(row[3]);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsRefusedAllTheSameWouldBeServedWrongly() {
        return Rows.of("refused.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row[0] + ": " + row[1] + ", for " + row[3],
                        () -> assertThat(judged(row[0], row[1]))
                                .extracting(Diagnostic::code, Diagnostic::severity)
                                .contains(tuple(row[2], Severity.ERROR))));
    }
}

package org.gemel.config.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.config.internal.Rows;
import org.gemel.config.internal.Trees;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Numbers at the edges of every range: we complain where keepalived complains, differences are listed with a reason. */
class RangeProbesTest {

    private static final Map<String, String> OPENING = Map.of(
            "virtual_server", "virtual_server 192.0.2.1 80",
            "real_server", "real_server 192.0.2.2 80",
            "global_defs", "global_defs");

    private final Map<String, String> differences = new HashMap<>();

    RangeProbesTest() {
        Rows.of("range-differences.tsv").forEach(row -> differences.put(row[0] + " " + row[1] + " " + row[2], row[3]));
    }

    @TestFactory
    List<DynamicTest> probes() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : Rows.of("range-probes.tsv")) {
            String probe = row[0] + " " + row[1] + " " + row[2];
            boolean taken = row[3].equals("taken");
            boolean same = !differences.containsKey(probe);
            tests.add(DynamicTest.dynamicTest(probe + " " + row[3] + (same ? "" : ", here not"), () -> {
                List<Diagnostic> complaints = complaints(row[0], row[1], row[2]);
                assertThat(complaints.isEmpty()).as("%s", complaints).isEqualTo(same ? taken : !taken);
            }));
        }
        return tests;
    }

    @Test
    void everyDifferenceIsOfAProbe() {
        assertThat(Rows.of("range-probes.tsv"))
                .extracting(row -> row[0] + " " + row[1] + " " + row[2])
                .containsAll(differences.keySet());
    }

    private static List<Diagnostic> complaints(String path, String keyword, String value) {
        List<String> lines = new ArrayList<>();
        List<String> blocks = path.equals("(root)") ? List.of() : List.of(path.split("/"));
        for (String block : blocks) {
            lines.add(
                    OPENING.getOrDefault(block, block.startsWith("vrrp_") || block.endsWith("e") ? block + " n" : block)
                            + " {");
        }
        int line = lines.size() + 1;
        lines.add(keyword + (keyword.equals("lvs_timeouts") ? " tcp " : " ") + value);
        if (blocks.contains("vrrp_instance")) {
            lines.add("interface eth0");
            lines.add("virtual_ipaddress {\n192.0.2.9\n}");
            if (!keyword.equals("virtual_router_id")) {
                lines.add("virtual_router_id 51");
            }
        }
        blocks.forEach(block -> lines.add("}"));
        return Trees.bind(String.join("\n", lines)).diagnostics().stream()
                .filter(d -> d.at().line() == line && d.severity() != Severity.NOTE)
                .filter(d -> !d.code().equals("not-acted-on"))
                .toList();
    }
}

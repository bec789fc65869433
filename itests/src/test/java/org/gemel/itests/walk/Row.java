package org.gemel.itests.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.itests.Tables;

/**
 * What shows that a keyword acts.
 *
 * @param block where the keyword stands
 * @param keyword the keyword
 * @param scenario what happens
 * @param with a configuration that has it, as {@link Text} takes it
 * @param without one that has not, or another value
 * @param proof a regular expression for a line that is written with it only, or, behind a {@code -}, without it only
 */
record Row(String block, String keyword, String scenario, String with, String without, String proof) {

    /** The scenario of what the simulator does not show; the proof is then a test that does: its file and its method. */
    private static final String TEST = "test";

    static List<Row> all() {
        List<Row> rows = new ArrayList<>(Tables.rows(Row.class, "walk.tsv").stream()
                .map(row -> new Row(row[0], row[1], row[2], row[3], row[4], row[5]))
                .toList());
        for (Row row : List.copyOf(rows)) {
            if (!row.isTestedElsewhere() && !row.keyword.equals("no_track") && !row.keyword.equals("(value)")) {
                row.ofStaticEntry().ifPresent(rows::add);
            }
        }
        return rows;
    }

    /** Static entries have the options that those of a virtual router have. */
    private Optional<Row> ofStaticEntry() {
        if (block.equals("virtual_ipaddress") && !keyword.equals("use_vmac")) {
            return Optional.of(new Row("static_ipaddress", keyword, scenario, fixed(with), fixed(without), proof));
        }
        if (block.equals("virtual_routes") || block.equals("virtual_rules")) {
            return Optional.of(
                    new Row(block.replace("virtual", "static"), keyword, scenario, fixed(with), fixed(without), proof));
        }
        return Optional.empty();
    }

    private static String fixed(String fragment) {
        return fragment.startsWith("a:")
                ? "r:static_ipaddress {¶" + fragment.replace("a:", "r:") + "¶r:}"
                : fragment.replace("i:virtual_", "r:static_").replace("i:", "r:");
    }

    boolean isTestedElsewhere() {
        return scenario.equals(TEST);
    }

    String name() {
        return block + " " + keyword;
    }
}

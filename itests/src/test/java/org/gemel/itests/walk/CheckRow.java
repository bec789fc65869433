package org.gemel.itests.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.itests.Tables;

/**
 * What shows that a keyword of checks acts.
 *
 * @param block where the keyword stands
 * @param keyword the keyword
 * @param kind of the check that shows it
 * @param with a configuration that has it, as {@link CheckText} takes it; for a test elsewhere {@code test}
 * @param without one that has not, or another value
 * @param proof a regular expression for a line that is written with it only, or, behind a {@code -}, without it only; of a test
 *     elsewhere its file and its method
 */
record CheckRow(String block, String keyword, String kind, String with, String without, String proof) {

    /** Which kinds have the words that are declared once for several. */
    private static final Map<String, List<String>> SHARED = Map.of(
            "connection",
            List.of("TCP_CHECK", "PING_CHECK", "UDP_CHECK", "HTTP_GET", "SSL_GET", "SMTP_CHECK", "host", "DNS_CHECK"),
            "probe",
            List.of(
                    "TCP_CHECK",
                    "PING_CHECK",
                    "UDP_CHECK",
                    "HTTP_GET",
                    "SSL_GET",
                    "SMTP_CHECK",
                    "host",
                    "DNS_CHECK",
                    "MISC_CHECK"));

    /** An echo has no ports; keepalived takes them all the same. */
    private static final Set<String> WITHOUT_MEANING = Set.of("PING_CHECK connect_port", "PING_CHECK bind_port");

    static List<CheckRow> all() {
        List<CheckRow> rows = new ArrayList<>();
        for (String[] row : Tables.rows(CheckRow.class, "checks.tsv")) {
            for (String block : SHARED.getOrDefault(row[0], List.of(row[0]))) {
                String kind = row[2].equals("-") ? block : row[2];
                if (!WITHOUT_MEANING.contains(block + " " + row[1])) {
                    rows.add(new CheckRow(block, row[1], kind, row[3], row[4], row[5]));
                }
            }
        }
        return rows;
    }

    static Set<String> withoutMeaning() {
        return WITHOUT_MEANING;
    }

    boolean isTestedElsewhere() {
        return with.equals("test");
    }

    /** As the schema has it, where checks by HTTP and HTTPS are one block. */
    String name() {
        return (block.equals("SSL_GET") ? "HTTP_GET" : block) + " " + keyword;
    }

    @Override
    public String toString() {
        return block + " " + keyword + (kind.equals(block) ? "" : " (" + kind + ")");
    }
}

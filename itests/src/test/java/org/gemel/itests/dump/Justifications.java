package org.gemel.itests.dump;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gemel.itests.Tables;

/** The rules of {@code differences.tsv}, each with its reason. */
final class Justifications {

    /**
     * A rule.
     *
     * @param line the row, for messages
     * @param recorded whether the recorded dumps have an example
     */
    record Rule(String line, String block, String keyword, Pattern keepalived, Pattern gemel, boolean recorded) {

        boolean covers(Difference difference) {
            return difference.block().matches(block)
                    && difference.keyword().equals(keyword)
                    && keepalived.matcher(difference.keepalived()).matches()
                    && gemel.matcher(difference.gemel()).matches();
        }
    }

    private final List<Rule> rules = Tables.rows(Justifications.class, "differences.tsv").stream()
            .map(row -> new Rule(
                    String.join("\t", row),
                    row[0].equals("*") ? ".*" : row[0] + "( .*)?",
                    row[1],
                    Pattern.compile(row[2]),
                    Pattern.compile(row[3]),
                    row[4].equals("recorded")))
            .toList();

    List<Rule> rules() {
        return rules;
    }

    Optional<Rule> of(Difference difference) {
        return rules.stream().filter(rule -> rule.covers(difference)).findFirst();
    }
}

package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.config.internal.Keepalived;
import org.gemel.config.internal.Keepalived.Complaint;
import org.gemel.config.internal.Rows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What keepalived 2.2.7 complains of in real files with virtual servers is what we complain of, at the same line and for the same
 * reason, and we complain of nothing else. {@code reasons.tsv} says which words of ours mean the same as keepalived's; where
 * both differ, {@code reasons-differences.tsv} says why.
 */
class ReasonsTest {

    private static final String ON_A_NODE_OF_THAT_NAME = "node";

    /** A file, the node on which keepalived reads it to its end. */
    private static final List<String[]> NODES = Rows.of("reasons-nodes.tsv");

    private static final List<String[]> REASONS = Rows.of("reasons.tsv");
    private static final List<String[]> DIFFERENCES = Rows.of("reasons-differences.tsv");

    private static Corpus corpus;
    private static final Set<String[]> USED = new HashSet<>();

    @BeforeAll
    static void find() {
        corpus = Corpus.assumeThere();
        Keepalived.assumePossible();
    }

    private static List<String> files() throws IOException {
        List<String> names = new ArrayList<>();
        for (String[] row : corpus.manifest()) {
            if (Corpus.servers(corpus.read(row[0])).findAny().isPresent()) {
                names.add(row[0]);
            }
        }
        return names;
    }

    private static String node(String name) {
        return NODES.stream()
                .filter(row -> row[0].equals(name))
                .map(row -> row[1])
                .findFirst()
                .orElse(ON_A_NODE_OF_THAT_NAME);
    }

    /** Whether a diagnostic says what a complaint does: keepalived's pattern, "here" for the same line, our code, our pattern. */
    private static boolean tied(String[] row, Complaint complaint, Diagnostic ours) {
        Matcher theirs = Pattern.compile(row[0]).matcher(complaint.text());
        if (!theirs.matches() || !row[2].equals(ours.code())) {
            return false;
        }
        String pattern = row[3];
        for (int group = 1; group <= theirs.groupCount(); group++) {
            pattern = pattern.replace("$" + group, Pattern.quote(theirs.group(group)));
        }
        return (!row[1].equals("here") || complaint.line() == ours.at().line())
                && Pattern.compile(pattern).matcher(ours.message()).matches();
    }

    private static boolean tied(Complaint complaint, Diagnostic ours) {
        boolean tied = false;
        for (String[] row : REASONS) {
            if (tied(row, complaint, ours)) {
                USED.add(row);
                tied = true;
            }
        }
        return tied;
    }

    /** A row: a file, "keepalived" or "gemel" who alone complains, the line or "-" for any, a pattern of the text, the reason. */
    private static boolean explained(String name, String who, int line, String text) {
        boolean explained = false;
        for (String[] row : DIFFERENCES) {
            if (row[0].equals(name)
                    && row[1].equals(who)
                    && (row[2].equals("-") || row[2].equals(String.valueOf(line)))
                    && text.matches(row[3])) {
                USED.add(row);
                explained = true;
            }
        }
        return explained;
    }

    private static List<String> differences(String name) throws IOException {
        Result result = corpus.read(name, node(name));
        Set<Complaint> complaints = Keepalived.complaints(corpus.file(name), node(name));
        Set<Diagnostic> tied = new HashSet<>();
        List<String> left = new ArrayList<>();
        for (Complaint complaint : complaints) {
            List<Diagnostic> same = result.diagnostics().stream()
                    .filter(ours -> tied(complaint, ours))
                    .toList();
            tied.addAll(same);
            if (same.isEmpty() && !explained(name, "keepalived", complaint.line(), complaint.text())) {
                left.add("only keepalived: " + complaint);
            }
        }
        for (Diagnostic ours : result.diagnostics()) {
            if (ours.severity() != Severity.NOTE
                    && !tied.contains(ours)
                    && !explained(name, "gemel", ours.at().line(), ours.code() + ": " + ours.message())) {
                left.add("only gemel: " + ours);
            }
        }
        return left;
    }

    @TestFactory
    Stream<DynamicTest> eachComplaintHasTheReasonThatKeepalivedGives() throws IOException {
        Stream<DynamicTest> each = files().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> assertThat(differences(name)).isEmpty()));
        return Stream.concat(
                each,
                Stream.of(DynamicTest.dynamicTest(
                        "no row of the tables is stale",
                        () -> assertThat(Stream.concat(REASONS.stream(), DIFFERENCES.stream())
                                        .filter(row -> !USED.contains(row)))
                                .map(row -> String.join("\t", row))
                                .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> noWordIsPassedOverExceptThoseOfTheSnmpAndDBusThatAreNotThere() throws IOException {
        return files().stream()
                .map(name -> DynamicTest.dynamicTest(
                        name,
                        () -> assertThat(corpus.read(name, node(name)).diagnostics())
                                .filteredOn(ours -> ours.code().equals("not-acted-on"))
                                .extracting(Diagnostic::message)
                                .allMatch(message -> message.matches(
                                        "'(enable_snmp_\\w+|snmp_name|enable_traps|enable_dbus)' .*"))));
    }
}

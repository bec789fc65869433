package org.gemel.itests.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.itests.Tables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every keyword of tier A and B that acts changes what the engine or the kernel does. */
class KeywordWalkTest {

    /** A row may be there before its keyword acts. */
    private static final Set<String> ACTING = names(
            Words.ofTheseBlocks().stream().filter(word -> word.keyword().acts()).map(Words.Word::name));

    @TestFactory
    Stream<DynamicTest> theEngineDoesSomethingElse() {
        return Row.all().stream()
                .filter(row -> !row.isTestedElsewhere() && ACTING.contains(row.name()))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Scenario scenario = Scenario.valueOf(row.scenario().toUpperCase(Locale.ROOT));
                    Set<String> with = new LinkedHashSet<>(scenario.chronicle(new Text(row.with())));
                    Set<String> without = new LinkedHashSet<>(scenario.chronicle(new Text(row.without())));
                    boolean missing = row.proof().startsWith("-");
                    List<String> only = new ArrayList<>(missing ? without : with);
                    only.removeAll(missing ? with : without);
                    Pattern proof = Pattern.compile(missing ? row.proof().substring(1) : row.proof());
                    assertThat(only)
                            .as("%s: what is done only %s it", row.name(), missing ? "without" : "with")
                            .anyMatch(line -> proof.matcher(line).find());
                }));
    }

    /** Where the simulator cannot tell, a test of the kernel or of a whole command does, which is run with its bundle. */
    @TestFactory
    Stream<DynamicTest> aTestShowsIt() {
        return Row.all().stream()
                .filter(Row::isTestedElsewhere)
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    String[] test = row.proof().split("#", 2);
                    assertThat(Path.of("..", test[0])).content().contains("void " + test[1] + "(");
                }));
    }

    @Test
    void everyKeywordThatActsHasARow() {
        Set<String> acting = new TreeSet<>(ACTING);
        acting.removeAll(names(Row.all().stream().map(Row::name)));
        assertThat(acting).as("keywords that act, without a row in walk.tsv").isEmpty();
    }

    /** What this part of Gemel is for, as a whole; the list is to become empty. */
    @Test
    void everyKeywordActs() {
        Set<String> silent = names(Words.ofTheseBlocks().stream()
                .filter(word -> !word.keyword().acts() && !word.keyword().moot())
                .map(Words.Word::name));
        silent.removeAll(listed("not-acting.tsv"));
        assertThat(silent).isEmpty();
    }

    private static Set<String> names(Stream<String> names) {
        return new TreeSet<>(names.toList());
    }

    private static Set<String> listed(String table) {
        return names(Tables.rows(KeywordWalkTest.class, table).stream().map(row -> row[0] + " " + row[1]));
    }
}

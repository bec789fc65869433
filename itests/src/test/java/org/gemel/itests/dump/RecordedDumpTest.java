package org.gemel.itests.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.itests.Tables;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The effective configuration is keepalived's own, by the dumps that keepalived 2.2.7 made of the same files; {@link
 * LiveDumpIT} makes them again.
 */
class RecordedDumpTest {

    private static final Justifications JUSTIFICATIONS = new Justifications();

    static Dump recorded(Path file) {
        try (InputStream in = RecordedDumpTest.class.getResourceAsStream("recorded/" + Cases.name(file) + ".dump")) {
            assertThat(in).as("a recorded dump of %s", file).isNotNull();
            return new Dump(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<Path> withDump() {
        return Cases.all().stream()
                .filter(Cases::hasInstances)
                .filter(file -> recorded(file).hasVrrp());
    }

    @TestFactory
    Stream<DynamicTest> theEffectiveConfigurationIsThatOfKeepalived() {
        return withDump()
                .map(file -> DynamicTest.dynamicTest(
                        Cases.name(file),
                        () -> assertThat(Verdict.of(file, recorded(file), JUSTIFICATIONS)
                                        .unexplained())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> whatKeepalivedWillNotRunWithIsAnErrorHere() {
        return Cases.all().stream()
                .filter(Cases::hasInstances)
                .filter(file -> recorded(file).refusal().isPresent())
                .map(file -> DynamicTest.dynamicTest(Cases.name(file), () -> {
                    boolean excused = Tables.rows(RecordedDumpTest.class, "taken-here.tsv").stream()
                            .anyMatch(row -> row[0].equals(Cases.name(file)));
                    assertThat(Cases.read(file).usable()).isEqualTo(excused);
                }));
    }

    @Test
    void everyRuleThatExcusesADifferenceIsNeeded() {
        Set<Justifications.Rule> used = new HashSet<>();
        withDump()
                .forEach(file -> used.addAll(
                        Verdict.of(file, recorded(file), JUSTIFICATIONS).used()));
        List<String> idle = new ArrayList<>();
        for (Justifications.Rule rule : JUSTIFICATIONS.rules()) {
            if (rule.recorded() && !used.contains(rule)) {
                idle.add(rule.line());
            }
        }
        assertThat(idle).isEmpty();
    }
}

package org.gemel.conversions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gemel.conversions.Samples.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts of others in all languages, and back. UCI says less than keepalived.conf; what it refuses is listed. */
class SamplesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @MethodSource("org.gemel.conversions.Samples#ofKeepalived")
    void keepalivedsCasesComeBack(Sample sample) throws IOException {
        comesBack(sample, refused().getOrDefault(sample.name(), ""));
    }

    @ParameterizedTest
    @MethodSource("org.gemel.conversions.Samples#ofOpenWrt")
    void openWrtsSamplesComeBack(Sample sample) {
        comesBack(sample, "");
    }

    private void comesBack(Sample sample, String refusedByUci) {
        for (Language from : Language.values()) {
            for (Language to : Language.values()) {
                boolean expressible = from != Language.UCI || refusedByUci.isEmpty();
                if (from != to && expressible) {
                    assertThat(new RoundTrip(folder, from, to).go(sample.tree()))
                            .as("what cannot be said from %s to %s", from, to)
                            .isEqualTo(to == Language.UCI ? refusedByUci : "");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KEEPALIVED, JSON",
        "KEEPALIVED, UCI",
        "JSON, KEEPALIVED",
        "JSON, UCI",
        "UCI, KEEPALIVED",
        "UCI, JSON",
    })
    void realConfigurationsComeBackOrAreRefusedByName(Language from, Language to) {
        List<Sample> real = Samples.real();
        assumeThat(real).as("real configurations beside the project").isNotEmpty();
        List<String> back = new ArrayList<>();
        for (Sample sample : real) {
            boolean expressible = from != Language.UCI
                    || new RoundTrip(folder, Language.KEEPALIVED, from)
                            .go(sample.tree())
                            .isEmpty();
            if (expressible && new RoundTrip(folder, from, to).go(sample.tree()).isEmpty()) {
                back.add(sample.name());
            }
        }
        assertThat(back).hasSizeGreaterThan(from == Language.UCI || to == Language.UCI ? 0 : real.size() - 1);
    }

    /** The keyword that UCI refuses, by case. */
    private static Map<String, String> refused() throws IOException {
        try (var in = SamplesTest.class.getResourceAsStream("refused-by-uci.tsv")) {
            if (in == null) {
                throw new IOException("the list is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .collect(Collectors.toMap(row -> row[0], row -> row[1], (one, other) -> one, TreeMap::new));
        }
    }

    @Test
    void whatIsListedAsRefusedIsThere() throws IOException {
        assertThat(Samples.ofKeepalived().stream().map(Sample::name))
                .containsAll(refused().keySet());
    }
}

package org.gemel.config.uci.internal;

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
import java.util.TreeMap;
import java.util.TreeSet;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ReadOptions;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Files that OpenWrt's owners have, beside what the script of each release of the package made of them. What is not the same
 * is listed with its reason, and is something that we told them.
 */
class SamplesTest {

    private static final List<String> RELEASES = List.of("openwrt-23.05", "openwrt-24.10", "openwrt-25.12", "master");
    private static final List<String> SAMPLES =
            List.of("01-home-pair-a", "02-home-pair-b", "03-dual-stack", "06-lvs", "08-bfd-ttl", "11-traps");
    private static final Map<String, ConfigFormat> FORMATS =
            Map.of("keepalived", new KeepalivedFormat(), "uci", new UciFormat());
    private static final Schema SCHEMA = Schema.load();

    private final FormatReader reader = new FormatReader(() -> FORMATS, () -> SCHEMA, "root"::equals, "root"::equals);

    private static Path file(String name) throws URISyntaxException {
        return Path.of(SamplesTest.class.getResource("/uci/" + name).toURI());
    }

    private Result read(String name) throws URISyntaxException {
        return reader.read(file(name), new ReadOptions("node", "", Map.of()));
    }

    private static Map<String, List<String>> table(String name) throws IOException, URISyntaxException {
        Map<String, List<String>> table = new TreeMap<>();
        for (String line : Files.readAllLines(file(name), StandardCharsets.UTF_8)) {
            if (!line.startsWith("#")) {
                String[] row = line.split("\t");
                for (String release : row[1].split(",")) {
                    table.computeIfAbsent(row[0] + " " + release, key -> new ArrayList<>())
                            .add(row[2]);
                }
            }
        }
        return table;
    }

    @TestFactory
    List<DynamicTest> meanWhatThePackageMadeOfThemExceptWhatIsListed() throws Exception {
        Map<String, List<String>> listed = table("differences.tsv");
        List<DynamicTest> tests = new ArrayList<>();
        for (String sample : SAMPLES) {
            for (String release : RELEASES) {
                tests.add(dynamicTest(sample + " " + release, () -> {
                    Result ours = read("samples/" + sample + ".uci");
                    Result theirs = read("expected/" + sample + "." + release + ".conf");
                    assertThat(Differences.between(theirs.configuration(), ours.configuration()))
                            .as("%s", ours.diagnostics())
                            .containsExactlyInAnyOrderElementsOf(
                                    listed.getOrDefault(sample + " " + release, List.of()));
                }));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> areToldWhatWasRepaired() throws Exception {
        Map<String, List<String>> told = new TreeMap<>();
        for (String line : Files.readAllLines(file("told.tsv"), StandardCharsets.UTF_8)) {
            String[] row = line.split("\t");
            told.computeIfAbsent(row[0], key -> new ArrayList<>()).add(row[1] + " " + row[2]);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (String sample : SAMPLES) {
            tests.add(dynamicTest(sample, () -> {
                List<String> ours = new UciFormat()
                                .read(file("samples/" + sample + ".uci"), new ReadOptions("node", "", Map.of()))
                                .diagnostics()
                                .stream()
                                .filter(each -> !each.code().equals("missing-script"))
                                .map(each -> each.at().line() + ":" + each.at().column() + " " + each.code())
                                .toList();
                assertThat(ours).containsExactlyInAnyOrderElementsOf(told.getOrDefault(sample, List.of()));
            }));
        }
        return tests;
    }

    @Test
    void areNotToldOfWordsThatNobodyWrote() throws Exception {
        assertThat(read("samples/02-home-pair-b.uci").diagnostics()).isEmpty();
    }

    @Test
    void onlyTheTrapsAreWrong() throws Exception {
        TreeSet<String> wrong = new TreeSet<>();
        for (String sample : SAMPLES) {
            if (read("samples/" + sample + ".uci").diagnostics().stream()
                    .anyMatch(each -> each.severity() == Severity.ERROR)) {
                wrong.add(sample);
            }
        }
        assertThat(wrong).containsExactly("11-traps");
    }
}

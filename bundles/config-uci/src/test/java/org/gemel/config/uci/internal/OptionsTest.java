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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each option that OpenWrt has, in each dialect. */
class OptionsTest {

    private static final Set<String> ALWAYS = Set.of(
            "script_user",
            "enable_script_security",
            "process_names",
            "startup_script_timeout",
            "shutdown_script_timeout");

    @TempDir
    private Path folder;

    private static List<String[]> rows() throws IOException, URISyntaxException {
        Path table = Path.of(OptionsTest.class.getResource("/uci/options.tsv").toURI());
        return Files.readAllLines(table, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t", -1))
                .toList();
    }

    @TestFactory
    List<DynamicTest> meanWhatThePackageMakesOfThem() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (String[] row : rows()) {
            tests.add(dynamicTest(row[0] + " " + row[1] + " (" + row[2] + "): " + row[3], () -> {
                Reading reading = Reading.of(folder, row[3] + "\n");
                assertThat(shown(reading.parsed().tree())).isEqualTo(row[4]);
                assertThat(String.join(" ", reading.codes())).isEqualTo(row[5]);
            }));
        }
        return tests;
    }

    @Test
    void areAllTried() throws Exception {
        Mapping mapping = Mapping.load();
        Set<String> known = new TreeSet<>();
        for (Row head : mapping.heads()) {
            known.add(head.section() + " " + Row.NONE);
            mapping.options(head.section()).keySet().forEach(option -> known.add(head.section() + " " + option));
        }
        Set<String> tried = new TreeSet<>();
        rows().forEach(row -> tried.add(row[0] + " " + row[1]));
        assertThat(tried).isEqualTo(known);
    }

    private static String shown(List<Directive> tree) {
        return tree.stream()
                .filter(each -> !byItself(each))
                .filter(each -> !each.name().equals("global_defs")
                        || !each.children().stream().allMatch(OptionsTest::byItself))
                .map(each -> Stream.concat(Stream.of(each.keyword()), each.arguments().stream())
                                .map(OptionsTest::shown)
                                .collect(Collectors.joining(" "))
                        + (each.block() == null ? "" : " {" + shown(each.children()) + "}"))
                .collect(Collectors.joining("; "));
    }

    private static String shown(Word word) {
        return word.quoted() ? '"' + word.text() + '"' : word.text();
    }

    /** Whether the package writes it always. */
    private static boolean byItself(Directive directive) {
        return ALWAYS.contains(directive.name())
                || directive.arguments().stream()
                        .anyMatch(word -> word.text().startsWith("/bin/busybox env -i ACTION="));
    }
}

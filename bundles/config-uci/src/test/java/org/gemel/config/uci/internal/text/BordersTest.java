package org.gemel.config.uci.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Problems;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each sentence of UCI's grammar where it begins to hold and where it ends. */
class BordersTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-f]{4})|U([0-9a-f]{5})|x([0-9a-f]{2})|(.))");

    @TestFactory
    List<DynamicTest> holdWhereRealUciHasThem() throws Exception {
        Path table = Path.of(
                BordersTest.class.getResource("/uci/grammar/borders.tsv").toURI());
        List<DynamicTest> tests = new ArrayList<>();
        List<String> lines = Files.readAllLines(table, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String[] row = lines.get(i).split("\t", -1);
            if (row.length > 1) {
                tests.add(dynamicTest(i + 1 + " " + row[0], () -> judge(plain(row[0]), plain(row[1]))));
            }
        }
        return tests;
    }

    private static void judge(String text, String expected) {
        Problems problems = new Problems();
        List<Section> sections = Parser.parse("f", text, false, problems);
        List<String> errors = problems.all().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(BordersTest::shown)
                .toList();
        if (expected.startsWith("! ")) {
            assertThat(errors).startsWith(expected);
        } else {
            assertThat(errors).isEmpty();
            assertThat(sections.stream().map(BordersTest::shown).collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }

    private static String shown(Diagnostic error) {
        return "! " + error.at().line() + ":" + error.at().column() + " " + error.code();
    }

    private static String shown(Section section) {
        return section.type() + (section.name() == null ? "" : "/" + section.name()) + "["
                + section.options().values().stream()
                        .flatMap(option -> option.values().stream()
                                .map(value -> option.name() + (option.list() ? "+" : "=") + value.text()))
                        .collect(Collectors.joining(" "))
                + "]";
    }

    private static String plain(String escaped) {
        return ESCAPE.matcher(escaped).replaceAll(match -> Matcher.quoteReplacement(character(match.group())));
    }

    private static String character(String escape) {
        char kind = escape.charAt(1);
        return switch (kind) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '0' -> "\0";
            case 'u', 'U', 'x' ->
                escape.length() == 2 ? escape : Character.toString(Integer.parseInt(escape.substring(2), 16));
            default -> Character.toString(kind);
        };
    }
}

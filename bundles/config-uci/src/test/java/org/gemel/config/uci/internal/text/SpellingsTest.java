package org.gemel.config.uci.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Problems;

/** Texts that nobody thought of: spelled in odd ways that mean something, and without any sense. */
class SpellingsTest {

    private static final String SEED = "20261124";

    @Provide
    Arbitrary<Spelling> spellings() {
        return Spelling.texts();
    }

    @Provide
    Arbitrary<String> nonsense() {
        Arbitrary<String> pieces = Arbitraries.of(
                "config ",
                "option ",
                "list ",
                "package ",
                "c ",
                "o ",
                "l ",
                "t",
                "s",
                "a",
                "1",
                " ",
                "\t",
                "\n",
                "\n",
                "\r\n",
                "'",
                "\"",
                "\\",
                ";",
                "#",
                "\0",
                "\u00e9",
                "\u00a0",
                "\ufeff",
                "''",
                "\\\n",
                "-",
                "'x y'",
                "\"x\"");
        return pieces.list().ofMaxSize(40).map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> mistakes() {
        return Arbitraries.of(
                "2 conf t|invalid-command",
                "2 'config' t|invalid-command",
                "2 ;|invalid-command",
                "2 Option a 1|invalid-command",
                "2 config|invalid-command",
                "9 config t\u00e9 s|bad-type",
                "9 config 'a b'|bad-type",
                "11 config t s-1|bad-name",
                "9 option a.b 1|bad-name",
                "9 option 'a b' 1|bad-name",
                "7 list \u00e9 1|bad-name",
                "2 option|insufficient-arguments",
                "2 list|insufficient-arguments",
                "13 config t s x|too-many-arguments",
                "13 option a 1 2|too-many-arguments",
                "12 list ab 1 '2'|too-many-arguments",
                "12 package q r|too-many-arguments",
                "13 package q  r|too-many-arguments",
                "11 option a 'x|quote-not-closed",
                "12 option a 1\"x|quote-not-closed");
    }

    private static List<Section> parse(String text, Problems problems) {
        return Parser.parse("f", text, false, problems);
    }

    private static List<Diagnostic> errors(Problems problems) {
        return problems.all().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .toList();
    }

    @Property(seed = SEED, tries = 2_000)
    void meanTheSameHoweverTheyAreSpelled(@ForAll("spellings") Spelling spelling) {
        Problems problems = new Problems();
        assertThat(Export.of(parse(spelling.text(), problems)))
                .as(spelling.text())
                .isEqualTo(spelling.meaning());
        assertThat(errors(problems)).as(spelling.text()).isEmpty();
    }

    @Property(seed = SEED, tries = 500, edgeCases = EdgeCasesMode.NONE)
    void areReadAgainAsTheyWereWritten(@ForAll("spellings") Spelling spelling) {
        Problems problems = new Problems();
        assertThat(Export.of(parse(spelling.meaning(), problems))).isEqualTo(spelling.meaning());
        assertThat(problems.all()).isEmpty();
    }

    @Property(seed = SEED, tries = 1_000, edgeCases = EdgeCasesMode.NONE)
    void areRefusedWhereTheMistakeIs(@ForAll("spellings") Spelling spelling, @ForAll("mistakes") String mistake) {
        String before = spelling.text() + "\n";
        String statement = mistake.substring(mistake.indexOf(' ') + 1, mistake.indexOf('|'));
        Problems problems = new Problems();
        parse(before + "\t" + statement + "\n", problems);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        String column = mistake.substring(0, mistake.indexOf(' '));
        assertThat(errors(problems)).as(before + statement).isNotEmpty().first().satisfies(error -> {
            assertThat(error.code()).isEqualTo(mistake.substring(mistake.indexOf('|') + 1));
            assertThat(error.at()).hasToString("f:" + line + ":" + column);
        });
    }

    @Property(seed = SEED, tries = 3_000)
    void withoutSenseAreRefusedOrComeBack(@ForAll("nonsense") String text) {
        Problems problems = new Problems();
        String export = Export.of(parse(text, problems));
        int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
        assertThat(problems.all())
                .allSatisfy(each -> assertThat(each.at().line()).isBetween(1, lines));
        // A type is written without quotes, as by uci, so that not every one comes back.
        Assume.that(export.lines()
                .filter(line -> line.startsWith("config "))
                .noneMatch(line -> line.matches("config [^ ]*['\"\\\\;#].*")));
        if (errors(problems).isEmpty()) {
            assertThat(Export.of(parse(export, new Problems()))).as(text).isEqualTo(export);
        }
    }
}

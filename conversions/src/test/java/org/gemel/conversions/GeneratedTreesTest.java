package org.gemel.conversions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.ParsedConfig;

/** Text to tree to text to tree, for trees that nobody thought of. */
class GeneratedTreesTest {

    private static final String SEED = "20261123";

    private Path folder = Path.of("");

    @BeforeProperty
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("gemel-conversions");
    }

    @AfterProperty
    void removeFolder() throws IOException {
        for (Language each : Language.values()) {
            Files.deleteIfExists(each.file(folder, ""));
        }
        Files.delete(folder);
    }

    @Provide
    Arbitrary<List<Directive>> any() {
        return GeneratedTrees.any();
    }

    @Provide
    Arbitrary<List<Directive>> ofOpenWrt() {
        return GeneratedTrees.ofOpenWrt();
    }

    @Property(seed = SEED, tries = 1_500)
    void keepalivedComesBack(@ForAll("any") List<Directive> tree) {
        comesBackOrIsRefused(Language.KEEPALIVED, tree);
    }

    @Property(seed = SEED, tries = 1_500)
    void jsonComesBack(@ForAll("any") List<Directive> tree) {
        assertThat(comesBackOrIsRefused(Language.JSON, tree)).isTrue();
    }

    @Property(seed = SEED, tries = 1_500)
    void uciComesBackOrSaysWhatItCannotSay(@ForAll("any") List<Directive> tree) {
        comesBackOrIsRefused(Language.UCI, tree);
    }

    private boolean comesBackOrIsRefused(Language language, List<Directive> tree) {
        String text;
        try {
            text = language.write(tree);
        } catch (InexpressibleException refused) {
            assertThat(Outline.words(tree))
                    .anyMatch(word -> String.valueOf(refused.getMessage()).startsWith(word.text() + ": "));
            return false;
        }
        ParsedConfig again = language.read(folder, text);
        assertThat(Outline.plain(again.tree())).as(text).isEqualTo(Outline.plain(tree));
        if (language != Language.UCI) {
            assertThat(Outline.of(again.tree())).as(text).isEqualTo(Outline.of(tree));
            assertThat(language.write(again.tree())).isEqualTo(text);
        }
        return true;
    }

    @Property(seed = SEED, tries = 60)
    void whatOpenWrtHasOptionsForGoesSixWays(@ForAll("ofOpenWrt") List<Directive> tree) {
        for (Language from : Language.values()) {
            for (Language to : Language.values()) {
                if (from != to) {
                    assertThat(new RoundTrip(folder, from, to).go(tree)).isEmpty();
                }
            }
        }
    }
}

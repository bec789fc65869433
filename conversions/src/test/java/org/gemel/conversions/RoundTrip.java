package org.gemel.conversions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.ParsedConfig;

/**
 * From a language to another and back. The trees are equal word by word; quotes that make no difference are kept by all but
 * UCI, and comments by all but JSON. What the texts mean is equal too.
 */
record RoundTrip(Path folder, Language from, Language to) {

    /**
     * Goes there and back.
     *
     * @return the keyword of what the other language cannot say; empty if it can say all
     */
    String go(List<Directive> original) {
        String here = from.write(original);
        List<Directive> tree = from.read(folder, here).tree();
        assertThat(shown(tree)).as(here).isEqualTo(shown(original));
        String there;
        try {
            there = to.write(tree);
        } catch (InexpressibleException refused) {
            assertThat(Outline.places(tree)).as(refused.getMessage()).contains(refused.at());
            String message = String.valueOf(refused.getMessage());
            return message.substring(0, message.indexOf(": "));
        }
        ParsedConfig read = to.read(folder, there);
        assertThat(read.diagnostics()).as(there).noneMatch(each -> each.severity() == Severity.ERROR);
        assertThat(shown(read.tree())).as(there).isEqualTo(shown(tree));
        List<Directive> back = from.read(folder, from.write(read.tree())).tree();
        assertThat(shown(back)).isEqualTo(shown(tree));
        if (from.keepsComments() && to.keepsComments()) {
            assertThat(Outline.comments(back)).as(there).containsExactlyInAnyOrderElementsOf(Outline.comments(tree));
        }
        meansTheSame(here, there);
        return "";
    }

    private void meansTheSame(String here, String there) {
        Result before = Language.READER.read(from.file(folder, here), Language.OPTIONS);
        Result after = Language.READER.read(to.file(folder, there), Language.OPTIONS);
        assertThat(after.configuration()).isEqualTo(before.configuration());
        assertThat(errors(after)).isEqualTo(errors(before));
    }

    private static List<String> errors(Result result) {
        return result.diagnostics().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .map(Diagnostic::code)
                .sorted()
                .toList();
    }

    private String shown(List<Directive> tree) {
        return from == Language.UCI || to == Language.UCI ? Outline.plain(tree) : Outline.of(tree);
    }
}

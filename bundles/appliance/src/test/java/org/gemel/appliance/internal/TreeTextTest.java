package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTextTest {

    @Test
    void anEmptyTreeIsAnEmptyTreeAgain() {
        assertThat(TreeText.tree(text(List.of()))).isEmpty();
    }

    @Test
    void blocksInBlocksAndEmptyOnesAndNoneStayWhatTheyAre() {
        List<Directive> tree = List.of(
                directive("global_defs", List.of()),
                directive(
                        "vrrp_instance",
                        List.of(
                                directive("virtual_ipaddress", List.of(directive("192.0.2.1/24", null))),
                                directive("priority", null),
                                directive("track_script", List.of()))),
                directive("include", null));

        assertThat(TreeText.tree(text(tree))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "tab\there", "line\nbreak", "back\\slash", "\\t", "\\\\n", "", "{", "é—"})
    void everyTextOfAWordStaysWhatItIs(String text) {
        Word word = new Word(text, new Position("dir\twith tab/x.conf", 7, 12), true);
        List<Directive> tree = List.of(new Directive(word, List.of(word, word), null));

        assertThat(TreeText.tree(text(tree))).isEqualTo(tree);
    }

    @Test
    void whatIsNoTreeIsRefused() {
        assertThatThrownBy(() -> TreeText.tree("0\t-\tq")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFileIsNamedOnceInARowAndAllWordsKeepTheirs() {
        List<Directive> tree = List.of(in("a.conf"), in("a.conf"), in("="), in("="), in(""), in("a.conf"));

        assertThat(TreeText.tree(text(tree))).isEqualTo(tree);
        assertThat(text(tree).split("a\\.conf", -1)).hasSize(3);
    }

    @Test
    void moreThanIsWantedIsNoText() {
        List<Directive> tree = List.of(directive("a", List.of(directive("b", null))));
        int length = text(tree).length();

        assertThat(TreeText.of(tree, length)).isPresent();
        assertThat(TreeText.of(tree, length - 1)).isEmpty();
    }

    private static String text(List<Directive> tree) {
        return TreeText.of(tree, Integer.MAX_VALUE).orElseThrow();
    }

    private static Directive in(String file) {
        Word word = new Word("word", new Position(file, 1, 2), false);
        return new Directive(word, List.of(word), null);
    }

    private static Directive directive(String name, @Nullable List<Directive> block) {
        Word word = new Word(name, new Position("x.conf", 1, 2), false);
        return new Directive(word, List.of(word), block);
    }
}

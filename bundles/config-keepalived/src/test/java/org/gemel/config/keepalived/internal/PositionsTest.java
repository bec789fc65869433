package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.keepalived.internal.Texts.file;
import static org.gemel.config.keepalived.internal.Texts.read;
import static org.gemel.config.keepalived.internal.Texts.words;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every word knows where it stands in the text that the user wrote. */
class PositionsTest {

    @TempDir
    Path directory;

    private List<String> places(String text) {
        return words(read(directory, text).tree()).stream()
                .map(w -> w.text() + "@" + w.at().line() + ":" + w.at().column())
                .toList();
    }

    @Test
    void wordsStandWhereTheyAreWritten() {
        assertThat(places("a b\n\n\tc \"d e\" {\n  f }\n"))
                .containsExactly("a@1:1", "b@1:3", "c@3:2", "d e@3:4", "f@4:3");
    }

    @Test
    void wordsAfterAConditionKeepTheirColumn() {
        assertThat(places(" @alpha  a b\n")).containsExactly("a@1:10", "b@1:12");
    }

    @Test
    void wordsOutOfAVariableStandAtItsUse() {
        assertThat(places("$A=x y\na  $A b\n")).containsExactly("a@2:1", "x@2:4", "y@2:4", "b@2:7");
    }

    @Test
    void wordsThatOnlyEndInAVariableStandWhereTheyBegin() {
        assertThat(places("$A=x\n\na b${A}c d\n")).containsExactly("a@3:1", "bxc@3:3", "d@3:10");
    }

    @Test
    void linesOutOfAVariableStandAtItsUse() {
        assertThat(places("$V= \\\n a b \\\n c\n  $V\n")).containsExactly("a@4:3", "b@4:3", "c@4:3");
    }

    @Test
    void wordsOutOfAVariableInAVariableStandAtTheUseInTheText() {
        assertThat(places("$A=x\n$B=1 $A\na $B z\n")).containsExactly("a@3:1", "1@3:3", "x@3:3", "z@3:6");
    }

    @Test
    void repeatedWordsStandWhereTheyAreWritten() {
        assertThat(places(" ~SEQ(A, 1, 2) x $A y\n"))
                .containsExactly("x@1:16", "1@1:18", "y@1:21", "x@1:16", "2@1:18", "y@1:21");
    }

    @Test
    void wordsOfAnIncludedFileNameIt() {
        Path included = file(directory, "d/i.conf", "\n a\n");

        assertThat(words(read(directory, "include d/*\n").tree()).get(0).at().toString())
                .isEqualTo(included + ":2:2");
    }

    @Test
    void aByteOrderMarkTakesNoColumn() {
        assertThat(places("\uFEFFa b\n")).containsExactly("a@1:1", "b@1:3");
    }
}

package org.gemel.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.gemel.api.config.Diagnostic.Severity;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problems problems = new Problems();

    private static Position line(int line) {
        return new Position("test.conf", line, 1);
    }

    private void warnings(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> problems.warning(line(i), "doubtful", "this", ""));
    }

    @Test
    void asManyAsFitAreListed() {
        warnings(Problems.MOST);
        assertThat(problems.all()).hasSize(Problems.MOST).extracting("code").containsOnly("doubtful");
    }

    @Test
    void theRestIsCounted() {
        warnings(Problems.MOST + 1234);
        assertThat(problems.all())
                .hasSize(Problems.MOST + 1)
                .last()
                .hasToString("test.conf:1001:1: warning: and 1234 more warnings from here on; mend the first ones");
    }

    @Test
    void manyWarningsMakeNoError() {
        warnings(5000);
        assertThat(problems.all()).extracting("severity").containsOnly(Severity.WARNING);
    }

    @Test
    void anErrorIsNotHiddenBehindWarnings() {
        warnings(5000);
        problems.error(line(6000), "wrong", "that", "");
        assertThat(problems.all()).extracting("code").contains("wrong");
    }

    @Test
    void whatAnotherPartDoesNotListStaysSaid() {
        Problems other = new Problems();
        IntStream.range(0, 1500).forEach(i -> other.note(line(i + 1), "known", "this", ""));
        other.all().forEach(problems::add);
        problems.note(line(9000), "known", "this", "");
        assertThat(problems.all())
                .filteredOn(each -> each.code().equals(Problems.MORE))
                .extracting("message")
                .containsExactly("and 500 more notes from here on", "and 1 more note from here on");
    }

    @Test
    void aLongMessageIsCut() {
        problems.error(line(1), "wrong", "x".repeat(5000), "");
        assertThat(problems.all().get(0).message()).hasSize(Problems.LONGEST + 3);
    }
}

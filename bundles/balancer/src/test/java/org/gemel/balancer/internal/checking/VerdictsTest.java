package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gemel.api.checker.Verdict;
import org.junit.jupiter.api.Test;

class VerdictsTest {

    private static Verdict bounded(String asked, String answered) {
        return Verdicts.bounded(Verdict.failed(asked, answered, Duration.ZERO));
    }

    @Test
    void whatAServerSaysWritesNoLinesAndNoCommandsOfItsOwn() {
        Verdict verdict = bounded("a\tb", "-ERR\r\nrouter: \u001b[2Jall is well\u009b1m\u2028\u202e");
        assertThat(verdict.evidence().asked()).isEqualTo("a?b");
        assertThat(verdict.evidence().answered()).isEqualTo("-ERR??router: ?[2Jall is well?1m??");
    }

    @Test
    void ordinaryEvidenceStaysAsItIs() {
        Verdict verdict = Verdict.passed("GET http://a/ü", "HTTP 200, 5 bytes", Duration.ofMillis(1));
        assertThat(Verdicts.bounded(verdict)).isSameAs(verdict);
    }
}

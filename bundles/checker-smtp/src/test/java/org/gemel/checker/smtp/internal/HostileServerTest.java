package org.gemel.checker.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Hostile;
import org.gemel.checker.connection.testing.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not only odd; each check of them ends within its limit, and says what came. */
@Timeout(60)
class HostileServerTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Where it is not time that ends a check. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Asking asking = new Asking(SmtpCheckerFactory::new);

    @AfterEach
    void end() {
        asking.close();
    }

    private String answered(Duration timeout, Hostile.Deed deed) throws Exception {
        try (Hostile server = new Hostile(deed)) {
            return Wait.text(asking.once(Definitions.of("SMTP_CHECK", Here.to(server.port(), timeout))));
        }
    }

    @Test
    void aSlowDripDoesNotOutliveTheLimit() throws Exception {
        assertThat(answered(SHORT, Hostile.dripping("220-"))).isEqualTo("- the server is not done within 4 s");
    }

    @Test
    void aLineWithoutEndIsGivenUp() throws Exception {
        assertThat(answered(LONG, Hostile.endlessly("2".repeat(10_000)))).isEqualTo("- a line of more than 1024 bytes");
    }

    @Test
    void aReplyWithoutEndIsGivenUp() throws Exception {
        assertThat(answered(LONG, Hostile.endlessly("220-more\r\n"))).isEqualTo("- a reply of more than 100 lines");
    }

    @Test
    void aGreetingWithoutAnAnswerToHelo() throws Exception {
        assertThat(answered(SHORT, Hostile.saying("220 hi\r\n"))).isEqualTo("- no answer within 1 s, after it greeted");
    }

    @Test
    void aResetAfterTheGreetingIsTold() throws Exception {
        assertThat(answered(LONG, Hostile.resettingAfter("220 hi\r\n")))
                .isEqualTo("- connection reset, after it greeted");
    }

    /** What comes in one piece with the greeting cannot be the answer to HELO. */
    @Test
    void answersBeforeTheQuestionAreNotBelieved() throws Exception {
        assertThat(answered(SHORT, Hostile.saying("220 hi\r\n250 ok\r\n")))
                .isEqualTo("- no answer within 1 s, after it greeted");
    }
}

package org.gemel.checker.smtp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.gemel.api.checker.Checker;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.Position;
import org.gemel.checker.connection.internal.SharedDialers;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Hostile;
import org.gemel.checker.connection.testing.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not only odd; each check of them ends within its limit, and says what came. */
@Timeout(60)
class HostileServerTest {

    private static final Duration TIMEOUT = Duration.ofMillis(500);

    private final SharedDialers dialers = new SharedDialers();

    @AfterEach
    void end() {
        dialers.close();
    }

    private static CheckerDefinition definition(int port) {
        return new CheckerDefinition(
                "SMTP_CHECK",
                new Timing(Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO),
                false,
                false,
                Here.to(port, TIMEOUT),
                List.of(),
                null,
                null,
                null,
                1,
                new Position("a.conf", 3, 5));
    }

    private String answered(Hostile.Deed deed) throws Exception {
        try (Hostile server = new Hostile(deed)) {
            SmtpCheckerFactory factory = new SmtpCheckerFactory(dialers);
            CheckerDefinition definition = definition(server.port());
            try (Checker check = factory.create(definition, Here.platform(), verdict -> {})) {
                return Wait.text(Wait.verdict(check, factory.limit(definition).plusSeconds(1)));
            }
        }
    }

    @Test
    void aSlowDripDoesNotOutliveTheLimit() throws Exception {
        assertThat(answered(Hostile.dripping("220-"))).isEqualTo("- the server is not done within 2 s");
    }

    @Test
    void aLineWithoutEndIsGivenUp() throws Exception {
        assertThat(answered(Hostile.endlessly("2".repeat(10_000)))).isEqualTo("- a line of more than 1024 bytes");
    }

    @Test
    void aReplyWithoutEndIsGivenUp() throws Exception {
        assertThat(answered(Hostile.endlessly("220-more\r\n"))).isEqualTo("- a reply of more than 100 lines");
    }

    @Test
    void aGreetingWithoutAnAnswerToHelo() throws Exception {
        assertThat(answered(Hostile.saying("220 hi\r\n"))).isEqualTo("- no answer within 500 ms, after it greeted");
    }

    /** Whether HELO meets the reset or the reset meets HELO. */
    @Test
    void aResetAfterTheGreetingIsTold() throws Exception {
        assertThat(answered(Hostile.resettingAfter("220 hi\r\n")))
                .isIn("- connection reset, after it greeted", "- the server hung up before it answered HELO");
    }

    /** What comes in one piece with the greeting cannot be the answer to HELO. */
    @Test
    void answersBeforeTheQuestionAreNotBelieved() throws Exception {
        assertThat(answered(Hostile.saying("220 hi\r\n250 ok\r\n")))
                .isEqualTo("- no answer within 500 ms, after it greeted");
    }
}

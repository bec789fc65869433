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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are not only odd; each check of them ends within its limit, and says what came. */
@Timeout(60)
class HostileServerTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** For the processors that the tests share. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final SharedDialers dialers = new SharedDialers();

    @BeforeEach
    void loadNetty() {
        Wait.dialled(dialers, Here.platform());
    }

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
                return Wait.text(Wait.verdict(check, factory.limit(definition).plus(SLACK)));
            }
        }
    }

    @Test
    void aSlowDripDoesNotOutliveTheLimit() throws Exception {
        assertThat(answered(Hostile.dripping("220-"))).isEqualTo("- the server is not done within 4 s");
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
        assertThat(answered(Hostile.saying("220 hi\r\n"))).isEqualTo("- no answer within 1 s, after it greeted");
    }

    @Test
    void aResetAfterTheGreetingIsTold() throws Exception {
        assertThat(answered(Hostile.resettingAfter("220 hi\r\n"))).isEqualTo("- connection reset, after it greeted");
    }

    /** What comes in one piece with the greeting cannot be the answer to HELO. */
    @Test
    void answersBeforeTheQuestionAreNotBelieved() throws Exception {
        assertThat(answered(Hostile.saying("220 hi\r\n250 ok\r\n")))
                .isEqualTo("- no answer within 1 s, after it greeted");
    }
}

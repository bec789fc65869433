package org.gemel.checker.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Telephone;
import org.gemel.checker.connection.testing.Torrent;
import org.junit.jupiter.api.Test;

/** What a check by DNS takes and keeps of a server that goes on without end, in bytes. */
class MemoryTest {

    private static final int HELD = 1024;
    private static final int CUT = 0x8380;

    private static Checker check(Dialer dialer) {
        try {
            return new DnsCheck(
                    Here.to(53, Duration.ofSeconds(5)),
                    Question.of(Definitions.of("DNS_CHECK", Here.to(53, Duration.ofSeconds(5)))),
                    dialer,
                    () -> 0);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
    }

    /** The answer to what was asked is too long for UDP. */
    private static ByteBuffer cut(Telephone telephone) {
        ByteBuffer question = ByteBuffer.wrap(telephone.said.get(0));
        return ByteBuffer.allocate(Question.HEADER)
                .putShort(question.getShort(0))
                .putShort((short) CUT)
                .putLong(0)
                .flip();
    }

    @Test
    void anAnswerOverTcpIsHeardToItsHeadOnly() {
        Torrent torrent = Torrent.of(MemoryTest::check, MemoryTest::cut, "\u00ff");
        assertThat(torrent.verdict()).isEqualTo("- not an answer to the question");
        assertThat(torrent.taken()).isLessThanOrEqualTo(2 * Torrent.PIECE);
        assertThat(torrent.held()).isLessThanOrEqualTo(HELD);
    }

    /** Anybody can send them, so they end no question; time does. */
    @Test
    void nothingIsKeptOfDatagramsThatAreNoAnswers() {
        Torrent torrent = Torrent.of(MemoryTest::check, "", "\u0000");
        assertThat(torrent.verdict()).isEmpty();
        assertThat(torrent.taken()).isGreaterThanOrEqualTo(Torrent.ENOUGH);
        assertThat(torrent.held()).isLessThanOrEqualTo(HELD);
    }
}

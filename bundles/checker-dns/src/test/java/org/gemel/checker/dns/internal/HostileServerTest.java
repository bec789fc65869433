package org.gemel.checker.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import org.gemel.checker.connection.testing.Asking;
import org.gemel.checker.connection.testing.Definitions;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Hostile;
import org.gemel.checker.connection.testing.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that are not only odd; each check of them ends within its limit, and says what came. */
@Timeout(60)
class HostileServerTest {

    /** An answer that was too long for UDP. */
    private static final String CUT = "83800001000000000000";

    private static final Duration SHORT = Duration.ofSeconds(1);

    /** Where it is not time that ends a check. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Asking asking = new Asking(DnsCheckerFactory::new);

    @AfterEach
    void end() {
        asking.close();
    }

    /** Answers over UDP as it is told, and does something to who comes over TCP. */
    private String answered(Duration timeout, byte[] flagsAndMore, Hostile.Deed deed) throws Exception {
        try (Hostile server = new Hostile(deed);
                DatagramSocket names = new DatagramSocket(server.port(), InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(names, flagsAndMore), "hostile-names");
            thread.setDaemon(true);
            thread.start();
            return Wait.text(asking.once(Definitions.of("DNS_CHECK", Here.to(server.port(), timeout))));
        }
    }

    /** The number of the question, and then what is to be said. */
    private static void answer(DatagramSocket names, byte[] more) {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        try {
            names.receive(packet);
            ByteBuffer answer = ByteBuffer.allocate(2 + more.length)
                    .put(packet.getData(), 0, 2)
                    .put(more);
            names.send(new DatagramPacket(answer.array(), answer.position(), packet.getSocketAddress()));
        } catch (IOException gone) {
            Thread.yield();
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @ParameterizedTest
    @CsvSource({
        // An answer of which the name points at itself; one that says to have 65535 records and has none; one byte too
        // little.
        "8180000100010000" + "0000c00c00010001, '+ NOERROR, 1 answer'",
        "81800001ffff0000" + "0000, '+ NOERROR, 65535 answers'",
        "818000010001000000, '- no answer within 1 s'",
        "01000001000100000000, '- no answer within 1 s'",
    })
    void onlyTheHeadIsBelieved(String answer, String verdict) throws Exception {
        Duration timeout = verdict.contains("within") ? SHORT : LONG;
        assertThat(answered(timeout, hex(answer), Hostile.saying(""))).isEqualTo(verdict);
    }

    @Test
    void aSlowDripOverTcpDoesNotOutliveTheLimit() throws Exception {
        // The length and the head are all that is waited for.
        assertThat(answered(LONG, hex(CUT), Hostile.dripping("\0"))).isEqualTo("- not an answer to the question");
    }

    @Test
    void anAnswerOverTcpThatIsNotForThisQuestionIsNone() throws Exception {
        assertThat(answered(LONG, hex(CUT), Hostile.endlessly("\u00ff".repeat(70_000))))
                .isEqualTo("- not an answer to the question");
    }

    @Test
    void silenceAndAResetOverTcpAreTold() throws Exception {
        assertThat(answered(SHORT, hex(CUT), Hostile.saying("\0\0"))).isEqualTo("- no answer within 1 s");
        assertThat(answered(LONG, hex(CUT), Hostile.resettingAfter("\0"))).isEqualTo("- connection reset");
    }
}

package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BalanceCommandsTest {

    private final Fakes.FakeBalance balance = new Fakes.FakeBalance();
    private final BalanceCommands commands = new BalanceCommands(balance, Clock.fixed(Fakes.NOW, ZoneOffset.UTC));

    @Test
    void theTableHasALineForEachServer() {
        assertThat(commands.table().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "SERVER HOW STATE WEIGHT CONNS ACTIVE INACT PKTS IN OUT BYTES IN OUT SINCE REASON",
                        "192.0.2.1:80/tcp wrr nftables up 2/1 7 1 2 30 40 500 600 1m5s 1 of 2 real servers work",
                        " -> 10.0.0.1:80 NAT up 2 7 1 2 30 40 500 600 1m5s its checks pass",
                        " -> 10.0.0.2:80 NAT down 0 - - - - - - - 5s TCP_CHECK: connection refused");
    }

    @Test
    void anExplanationShowsTheEvidence() {
        assertThat(commands.explain("192.0.2.1:80/tcp", "10.0.0.2:80"))
                .contains("TCP_CHECK: failed, asked 9 times, told no 1 times")
                .contains("failed  connect to 10.0.0.2:80  connection refused  2 ms");
    }

    @Test
    void theTimesOfAnExplanationHaveMilliseconds() {
        assertThat(commands.explain("192.0.2.1:80/tcp", "10.0.0.2:80"))
                .containsPattern("  \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z  failed");
    }

    @Test
    void aServerMayBeCalledByAShorterName() throws Exception {
        assertThat(commands.drain(false, "192.0.2.1:80", "10.0.0.1"))
                .isEqualTo("10.0.0.1:80 of 192.0.2.1:80/tcp gets no new connections; it has 3\n");
        assertThat(balance.asked).containsExactly("drain 192.0.2.1:80/tcp 10.0.0.1:80");
    }

    @Test
    void whoIsNotThereIsToldWhoIs() {
        assertThatThrownBy(() -> commands.undrain("192.0.2.1:80/tcp", "10.0.0.9:80"))
                .isInstanceOf(CommandFailure.class)
                .hasToString("error: no real server of 192.0.2.1:80/tcp is called 10.0.0.9:80; there is 10.0.0.1:80,"
                        + " 10.0.0.2:80\n");
    }

    @Test
    void unknownCountsAreNullInJson() {
        assertThat(commands.json()).contains("\"connections\" : 7", "\"connections\" : null", "\"tookMillis\" : 2.0");
    }

    @Test
    void ratesAreInJsonWhereTheyAreWishedNextToTheCounts() throws Exception {
        assertThat(commands.json()).doesNotContain("perSecond");
        assertThat(commands.jsonWithRates())
                .contains("\"connections\" : 7")
                .containsPattern("\"perSecond\" : \\{\\s+\"connections\" : 0,\\s+\"active\" : 1,");
    }
}

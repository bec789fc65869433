package org.gemel.checker.tcp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.testing.Telephone;
import org.junit.jupiter.api.Test;

class TcpCheckTest {

    private static final Connection CONNECTION =
            new Connection(new InetSocketAddress("192.0.2.1", 80), null, 0, null, 0, Duration.ofSeconds(5));

    private final AtomicLong now = new AtomicLong();
    private final Telephone telephone = new Telephone();
    private final TcpCheck check = new TcpCheck(CONNECTION, telephone, now::get);

    @Test
    void aConnectionIsEnoughAndIsClosedAtOnce() {
        check.ask(telephone);
        assertThat(telephone.targets).containsExactly(Target.tcp(CONNECTION));
        now.addAndGet(Duration.ofMillis(7).toNanos());
        telephone.conversation.opened(telephone);
        assertThat(telephone.verdicts)
                .containsExactly(Verdict.passed("connect to 192.0.2.1:80", "connected", Duration.ofMillis(7)));
        assertThat(telephone.hungUp).isTrue();
    }

    @Test
    void noConnectionIsAFailureWithItsReason() {
        check.ask(telephone);
        telephone.conversation.failed("connection refused");
        assertThat(telephone.verdicts)
                .containsExactly(Verdict.failed("connect to 192.0.2.1:80", "connection refused", Duration.ZERO));
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsGivenUp() {
        check.ask(telephone);
        telephone.abandon.run();
        assertThat(telephone.hungUp).isTrue();
    }

    @Test
    void itGivesUpItsDialerAtTheEnd() {
        check.close();
        assertThat(telephone.closed).isTrue();
    }
}

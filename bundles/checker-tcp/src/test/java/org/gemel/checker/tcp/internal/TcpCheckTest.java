package org.gemel.checker.tcp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.junit.jupiter.api.Test;

class TcpCheckTest {

    private static final Connection CONNECTION =
            new Connection(new InetSocketAddress("192.0.2.1", 80), null, 0, null, 0, Duration.ofSeconds(5));

    private final AtomicLong now = new AtomicLong();
    private final Telephone telephone = new Telephone();
    private final Asked probe = new Asked();
    private final TcpCheck check = new TcpCheck(CONNECTION, telephone, now::get);

    @Test
    void aConnectionIsEnoughAndIsClosedAtOnce() {
        check.ask(probe);
        now.addAndGet(Duration.ofMillis(7).toNanos());
        telephone.conversations.get(0).opened(telephone);
        assertThat(probe.verdicts)
                .containsExactly(Verdict.passed("connect to 192.0.2.1:80", "connected", Duration.ofMillis(7)));
        assertThat(telephone.hungUp).isEqualTo(1);
    }

    @Test
    void noConnectionIsAFailureWithItsReason() {
        check.ask(probe);
        telephone.conversations.get(0).failed("connection refused");
        assertThat(probe.verdicts)
                .containsExactly(Verdict.failed("connect to 192.0.2.1:80", "connection refused", Duration.ZERO));
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsGivenUp() {
        check.ask(probe);
        probe.cleanup.run();
        assertThat(telephone.hungUp).isEqualTo(1);
    }

    @Test
    void itGivesUpItsDialerAtTheEnd() {
        check.close();
        assertThat(telephone.closed).isTrue();
    }

    /** Remembers what was dialled. */
    private static final class Telephone implements Dialer, Line {

        private final List<Conversation> conversations = new ArrayList<>();
        private int hungUp;
        private boolean closed;

        @Override
        public Line dial(Target target, Conversation with) {
            assertThat(target).isEqualTo(Target.tcp(CONNECTION));
            conversations.add(with);
            return this;
        }

        @Override
        public void say(byte[] bytes) {
            throw new AssertionError("a check by TCP says nothing");
        }

        @Override
        public void hangUp() {
            hungUp++;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Remembers what was answered. */
    private static final class Asked implements Probe {

        private final List<Verdict> verdicts = new ArrayList<>();
        private Runnable cleanup = () -> {};

        @Override
        public Duration limit() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void answer(Verdict verdict) {
            verdicts.add(verdict);
        }

        @Override
        public boolean over() {
            return !verdicts.isEmpty();
        }

        @Override
        public void onAbandoned(Runnable todo) {
            cleanup = todo;
        }
    }
}

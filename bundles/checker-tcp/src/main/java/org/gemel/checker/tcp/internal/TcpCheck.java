package org.gemel.checker.tcp.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;

/** Connects, and hangs up. */
final class TcpCheck implements Checker {

    private final Target target;
    private final Dialer dialer;
    private final LongSupplier nanoTime;
    private final String asked;

    TcpCheck(Connection connection, Dialer dialer, LongSupplier nanoTime) {
        this.target = Target.tcp(connection);
        this.dialer = dialer;
        this.nanoTime = nanoTime;
        this.asked = "connect to " + AddressText.of(connection.to());
    }

    @Override
    public void ask(Probe probe) {
        long start = nanoTime.getAsLong();
        Line line = dialer.dial(target, new Conversation() {
            @Override
            public void opened(Line line) {
                line.hangUp();
                probe.answer(Verdict.passed(asked, "connected", since(start)));
            }

            @Override
            public void heard(ByteBuffer bytes) {}

            @Override
            public void ended(boolean clean) {}

            @Override
            public void failed(String why) {
                probe.answer(Verdict.failed(asked, why, since(start)));
            }
        });
        probe.onAbandoned(line::hangUp);
    }

    private Duration since(long start) {
        return Duration.ofNanos(nanoTime.getAsLong() - start);
    }

    @Override
    public void close() {
        dialer.close();
    }
}

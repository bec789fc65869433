package org.gemel.checker.connection.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;

/** A telephone without a network, and a probe that remembers what was answered. */
public final class Telephone implements Dialer, Line, Probe {

    public final List<Target> targets = new ArrayList<>();
    public final List<byte[]> said = new ArrayList<>();
    public final List<Verdict> verdicts = new ArrayList<>();
    public Conversation conversation;
    public boolean hungUp;
    public boolean closed;
    public Runnable abandon = () -> {};
    /** What happens before who dials has the line in hands. */
    public BiConsumer<Target, Line> onDial = (target, line) -> {};

    public Consumer<Target.Transport> onHangUp = transport -> {};

    @Override
    public Line dial(Target target, Conversation with) {
        targets.add(target);
        conversation = with;
        hungUp = false;
        Line line = new Line() {
            @Override
            public void say(byte[] bytes) {
                Telephone.this.say(bytes);
            }

            @Override
            public void hangUp() {
                Telephone.this.hangUp();
                onHangUp.accept(target.transport());
            }
        };
        onDial.accept(target, line);
        return line;
    }

    @Override
    public void say(byte[] bytes) {
        said.add(bytes);
    }

    @Override
    public void hangUp() {
        hungUp = true;
    }

    @Override
    public void close() {
        closed = true;
    }

    /** What was said, as text. */
    public List<String> lines() {
        return said.stream()
                .map(each -> new String(each, StandardCharsets.US_ASCII))
                .toList();
    }

    /** The last verdict: a sign for whether it passed, and what was answered. */
    public String verdict() {
        Verdict last = verdicts.get(verdicts.size() - 1);
        return (last.passed() ? "+ " : "- ") + last.evidence().answered();
    }

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
    public void onAbandoned(Runnable cleanup) {
        abandon = cleanup;
    }
}

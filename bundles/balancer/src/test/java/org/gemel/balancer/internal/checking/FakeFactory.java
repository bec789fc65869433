package org.gemel.balancer.internal.checking;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;

/** Makes checkers that answer what they are told to, and writes down what they are told. */
public final class FakeFactory implements CheckerFactory {

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** What is answered to each question; null for nothing. */
    public volatile Verdict answer;

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
        return new Checker() {
            @Override
            public void ask(Probe probe) {
                probe.onAbandoned(() -> told.add("clean up"));
                told.add("ask");
                Verdict verdict = answer;
                if (verdict != null) {
                    probe.answer(verdict);
                }
            }

            @Override
            public void weight(int configured) {
                told.add("weight " + configured);
            }

            @Override
            public void close() {
                told.add("close");
            }
        };
    }

    /** What it was told next; waits for it. */
    public String next() throws InterruptedException {
        String next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "nothing within " + PATIENCE_SECONDS + " s" : next;
    }

    /** What it was told and nobody has taken out yet. */
    public List<String> rest() {
        return List.copyOf(told);
    }
}

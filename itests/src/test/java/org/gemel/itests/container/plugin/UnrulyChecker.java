package org.gemel.itests.container.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;

/** A checker that does what no checker should, as its setting {@code conduct} says. One class, for a bundle with one. */
public final class UnrulyChecker implements CheckerFactory, Checker {

    private static final int FLOOD = 100_000;
    private static final int LEAK = 2 << 20;
    private static final int FIRST_LEAK = 16 << 20;
    private static final int THREADS = 8;

    private final String conduct;
    private final Consumer<Verdict> heard;
    private byte[][] kept = new byte[0][];

    /** For declarative services. */
    public UnrulyChecker() {
        this("", verdict -> {});
    }

    private UnrulyChecker(String conduct, Consumer<Verdict> heard) {
        this.conduct = conduct;
        this.heard = heard;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> toTell) {
        return new UnrulyChecker(definition.setting("conduct").orElseThrow().value(), toTell);
    }

    @Override
    public void ask(Probe probe) {
        Verdict passed = Verdict.passed("nothing", "as " + conduct, Duration.ZERO);
        switch (conduct) {
            case "throws" -> throw new IllegalStateException("unruly");
            case "blocks" -> {
                // It does not even end when it is interrupted.
                while (kept.length == 0) {
                    LockSupport.park();
                    Thread.interrupted();
                }
            }
            case "silent" -> kept = new byte[1][];
            case "leaks" -> {
                kept = Arrays.copyOf(kept, kept.length + 1);
                kept[kept.length - 1] = new byte[kept.length == 1 ? FIRST_LEAK : LEAK];
                probe.answer(passed);
            }
            case "forks" -> {
                for (int i = 0; i < THREADS; i++) {
                    Thread thread = new Thread(() -> new UnrulyChecker("blocks", heard).ask(probe), "left behind");
                    thread.setDaemon(true);
                    thread.start();
                }
                probe.answer(passed);
            }
            case "floods" -> {
                for (int i = 0; i < FLOOD; i++) {
                    heard.accept(i % 2 == 0 ? Verdict.failed("nothing", "flood", Duration.ZERO) : passed);
                }
                probe.answer(passed);
            }
            default -> probe.answer(passed);
        }
    }

    @Override
    public void close() {}
}

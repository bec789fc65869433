package org.gemel.balancer.internal.checking;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gemel.api.checker.Verdict;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.Loop;
import org.gemel.balancer.internal.core.Asker;
import org.gemel.balancer.internal.core.Check;

/** Has checks asked by the checkers that are installed, as they come and go. On the loop only, but for what says otherwise. */
public final class Checking implements AutoCloseable {

    /** How often calls that do not return, and what is left behind, are looked for. */
    private static final long INSPECTION = TimeUnit.MILLISECONDS.toNanos(250);

    private final CheckerFactories factories;
    private final Platform platform;
    private final Loop loop;
    private final Court court;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final CheckerFactories.User changed;
    private final Leaks leaks;
    private boolean inspecting;
    private boolean closed;

    /** Hears what comes of checks, on the loop. */
    public interface Court {

        /** A check can be asked, by somebody else than before if it could already. */
        void available(Check check);

        /** A check cannot be asked, for a reason. */
        void unavailable(Check check, String reason);

        /** The limit of a question's answer is known. */
        void extend(Check check, long question);

        /** A question is answered; whether the check is to be asked again. */
        void answered(Check check, long question, Verdict verdict, boolean polled);

        /** A check has heard something by itself. */
        void heard(Check check, Verdict verdict);

        /** Something is wrong with a checker at this check. */
        void report(Check check, String code, String message);
    }

    /**
     * @param platform where checks run
     * @param court told what comes of checks
     */
    public Checking(CheckerFactories factories, Platform platform, Loop loop, Court court) {
        this(factories, platform, loop, court, new JavaHeap());
    }

    Checking(CheckerFactories factories, Platform platform, Loop loop, Court court, Leaks.Heap heap) {
        leaks = new Leaks(heap);
        this.factories = factories;
        this.platform = platform;
        this.loop = loop;
        this.court = court;
        changed = this::changed;
        factories.listen(changed);
    }

    private CompletableFuture<Void> changed(String name) {
        CompletableFuture<Void> settled = new CompletableFuture<>();
        boolean accepted = loop.execute(() -> {
            Kind kind = kinds.get(name);
            CompletableFuture<Void> left =
                    kind == null ? CompletableFuture.completedFuture(null) : kind.factory(factories.find(name));
            left.thenRun(() -> settled.complete(null));
        });
        return accepted ? settled : CompletableFuture.completedFuture(null);
    }

    /** Somebody who asks a check; the court hears soon whether that is possible. */
    public Asker asker(Check check) {
        String name = check.definition().kind();
        Kind kind = kinds.get(name);
        if (kind == null) {
            kind = new Kind(name, court, loop);
            kind.factory(factories.find(name));
            kinds.put(name, kind);
        }
        CheckRun run = kind.run(check, platform);
        Kind known = kind;
        loop.execute(() -> known.begin(run));
        if (!inspecting) {
            inspecting = true;
            loop.after(INSPECTION, this::inspect);
        }
        return run;
    }

    private void inspect() {
        kinds.values().removeIf(kind -> {
            boolean end = kind.isEmpty();
            if (end) {
                kind.close();
            }
            return end;
        });
        inspecting = !kinds.isEmpty() && !closed;
        if (inspecting) {
            long now = System.nanoTime();
            kinds.values().forEach(each -> each.inspect(now));
            leaks.inspect(
                    now, () -> kinds.values().stream().filter(Kind::mayLeak).toList());
            loop.after(INSPECTION, this::inspect);
        }
    }

    /** Ends; whoever asks is to be closed before. */
    @Override
    public void close() {
        closed = true;
        factories.ignore(changed);
        kinds.values().forEach(Kind::close);
        kinds.clear();
    }
}

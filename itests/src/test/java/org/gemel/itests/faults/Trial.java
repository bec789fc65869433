package org.gemel.itests.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Ownership;
import org.gemel.demo.lab.Ownership.Span;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Router;
import org.jspecify.annotations.Nullable;

/** One fault happens to one pair, and is watched. */
final class Trial {

    private static final Duration CALM = Duration.ofSeconds(1);

    /** Whole seconds after an advertisement the next one is due: whether the mending comes before it would be chance. */
    private static final Duration OFF_ADVERTISEMENTS = Duration.ofMillis(500);

    /** What Gemel and keepalived say of the virtual router of interest. That one is stopped is no change of its state. */
    private static final Pattern TRANSITION =
            Pattern.compile(".* lan: \\w+ -> \\w+ \\((?!stopped).*|.*\\(lan\\) Entering (MASTER|BACKUP|FAULT) STATE.*");

    private final Scene scene;
    private final Fault fault;

    private Trial(Scene scene, Fault fault) {
        this.scene = scene;
        this.fault = fault;
    }

    /** Lets a fault happen to a new pair. */
    static Observation of(Fault fault, Pair pair) {
        try (Scene scene = new Scene(fault.before(), pair)) {
            return new Trial(scene, fault).watch();
        }
    }

    /** A router's log from a moment on: that of a program that ran then, or of the one that was started since. */
    private record Log(Router router, @Nullable Program before, int lines) {

        static Log of(Router router) {
            return router.started()
                    ? new Log(router, router.program(), router.program().lines().size())
                    : new Log(router, null, 0);
        }

        Stream<String> since() {
            Program now = router.program();
            Stream<String> old = before == null
                    ? Stream.empty()
                    : before.lines().all().stream().skip(lines);
            return now == before ? old : Stream.concat(old, now.lines().all().stream());
        }
    }

    private Observation watch() {
        if (fault.before().running()) {
            scene.begin();
        }
        Probes leased = scene.probe(1);
        Probes byHand = scene.probe(2);
        scene.household().ask();
        if (fault.before().running()) {
            leased.awaitAnswer();
            byHand.awaitAnswer();
            Await.pause(CALM);
            scene.awaitMomentAfterAdvertisement();
        }
        List<Log> logs = List.of(Log.of(scene.master()), Log.of(scene.backup()));

        Instant from = Instant.now();
        fault.happen(scene);
        pauseUntil(from.plus(fault.lasting()).plus(OFF_ADVERTISEMENTS));
        if (!fault.after().isZero()) {
            fault.mend(scene);
            pauseUntil(from.plus(fault.lasting()).plus(fault.after()));
        }
        Instant to = Instant.now();

        Probes.Loss lostByLeased = leased.end();
        Probes.Loss lostByHand = byHand.end();
        int unanswered = scene.household().unanswered();
        List<Span> spans = spans(from, to);
        List<String> transitions = logs.stream()
                .flatMap(Log::since)
                .filter(TRANSITION.asMatchPredicate())
                .toList();
        return new Observation(
                total(spans, 0),
                total(spans, 2),
                spans.get(spans.size() - 1).owners().size() > 1,
                transitions,
                lostByLeased,
                lostByHand,
                unanswered,
                scene.household().holds());
    }

    private List<Span> spans(Instant from, Instant to) {
        List<AddressChange> changes = new ArrayList<>();
        for (Router router : List.of(scene.master(), scene.backup())) {
            changes.addAll(router.watch().changes().all());
        }
        return Ownership.of(scene.rig().shared(), changes, from, to).spans();
    }

    private static Duration total(List<Span> spans, int owners) {
        return spans.stream()
                .filter(span -> span.owners().size() == owners)
                .map(Span::length)
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static void pauseUntil(Instant moment) {
        Duration left = Duration.between(Instant.now(), moment);
        if (!left.isNegative() && !left.isZero()) {
            Await.pause(left);
        }
    }
}

package org.gemel.itests.faults;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.LabException;
import org.gemel.itests.faults.Fault.Before;
import org.gemel.itests.faults.Inventory.Thing;
import org.gemel.itests.rig.Router;

/**
 * A pair of Gemels goes through one fault after the other: does exactly one serve each time that it is calm again, and does
 * anything grow or stay behind?
 */
final class Soak {

    /** Those that leave nothing behind which only another scene could have. */
    private static final Set<Fault> FAULTS = EnumSet.complementOf(EnumSet.of(
            Fault.NOTHING,
            Fault.REMOVED_INSTANCE,
            Fault.BOOT,
            Fault.EQUAL,
            Fault.STRANGER,
            Fault.DISK_FULL,
            Fault.CLOCK_FORWARD,
            Fault.CLOCK_BACK));

    /** After these the classes are loaded and the pools filled. */
    private static final int WARM = 4;

    private static final Duration SETTLING = Duration.ofSeconds(20);

    private final Duration time;
    private final Random random;
    private final PrintStream out;
    private final List<String> findings = new ArrayList<>();

    Soak(Duration time, long seed, PrintStream out) {
        this.time = time;
        this.random = new Random(seed);
        this.out = out;
    }

    /**
     * Lets it happen.
     *
     * @return what grew or stayed behind, a sentence each
     */
    List<String> run() {
        try (Scene scene = new Scene(Before.EVERYTHING, Pair.GEMEL)) {
            scene.begin();
            Ledger better = new Ledger(scene.master());
            Ledger other = new Ledger(scene.backup());
            Instant end = Instant.now().plus(time);
            for (int round = 1; round <= WARM || Instant.now().isBefore(end); round++) {
                Fault fault = draw();
                Duration lasting =
                        Duration.ofMillis(500 + random.nextLong(fault.lasting().toMillis()));
                Instant begin = Instant.now();
                fault.happen(scene);
                Await.pause(lasting);
                fault.mend(scene);
                String calm = settle(scene);
                out.printf(
                        Locale.ROOT,
                        "%4d  %-32s for %5d ms, calm after %5d ms%s%n",
                        round,
                        fault.title(),
                        lasting.toMillis(),
                        Duration.between(begin, Instant.now()).minus(lasting).toMillis(),
                        calm.isEmpty() ? "" : ": " + calm);
                if (!calm.isEmpty()) {
                    findings.add("after " + fault.title() + " in round " + round + ": " + calm);
                    return findings;
                }
                if (round >= WARM) {
                    better.enter(round, fault);
                    other.enter(round, fault);
                }
            }
            better.close();
            other.close();
            return findings;
        }
    }

    /** Any, but seldom one that ends a program: what grows shall have time to. */
    private Fault draw() {
        List<Fault> faults = List.copyOf(FAULTS);
        Fault fault = faults.get(random.nextInt(faults.size()));
        return fault.endsProgram() ? faults.get(random.nextInt(faults.size())) : fault;
    }

    /** Waits until the better router alone serves; what hinders it, or nothing. */
    private static String settle(Scene scene) {
        try {
            scene.rig().awaitServing(scene.master());
            return "";
        } catch (LabException e) {
            return e.getMessage();
        }
    }

    /** What one router had from round to round. */
    private final class Ledger {

        private final Router router;
        private final List<Inventory> inventories = new ArrayList<>();

        Ledger(Router router) {
            this.router = router;
        }

        /** Looks at what it has, until that is what it had or there was time enough for it to be. */
        void enter(int round, Fault fault) {
            Instant end = Instant.now().plus(SETTLING);
            Inventory now = Inventory.of(router);
            List<String> differences = differences(now);
            while (!differences.isEmpty() && Instant.now().isBefore(end)) {
                Await.pause(Duration.ofSeconds(1));
                now = Inventory.of(router);
                differences = differences(now);
            }
            inventories.add(now);
            differences.forEach(difference -> {
                findings.add(router.node() + " after round " + round + ", " + fault.title() + ": " + difference);
                out.println("      " + findings.get(findings.size() - 1));
            });
        }

        private List<String> differences(Inventory now) {
            List<String> differences = new ArrayList<>();
            for (Thing thing : inventories.isEmpty() ? new Thing[0] : Thing.values()) {
                long was = inventories.get(0).count(thing);
                long is = now.count(thing);
                if (is > thing.bound(was) || thing.exact() && is < was) {
                    differences.add(thing.title() + " were " + was + " and are " + is);
                }
            }
            return differences;
        }

        /** Says what it came to. */
        void close() {
            for (Thing thing : Thing.values()) {
                out.printf(
                        Locale.ROOT,
                        "%s  %-28s at first %6d, at most %6d, at last %6d%n",
                        router.node(),
                        thing.title(),
                        inventories.get(0).count(thing),
                        inventories.stream()
                                .mapToLong(one -> one.count(thing))
                                .max()
                                .orElse(0),
                        inventories.get(inventories.size() - 1).count(thing));
            }
        }
    }
}

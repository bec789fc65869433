package org.gemel.itests.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.HeldAddress;
import org.gemel.demo.lab.Ownership;
import org.gemel.demo.lab.Prober;
import org.gemel.demo.lab.Program;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Software;

/** The master is killed, or hangs and wakes: how long do two routers hold the address, and what does the client feel? */
final class Lease implements Part {

    private static final String INTERVAL = "1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Override
    public void measure(Options options, Table table) {
        int runs = Math.max(1, options.runs() / 7);
        for (String signal : List.of("KILL", "STOP")) {
            table.add(
                    "SIG" + signal + " at 1 s: the address leaves the old master after its lease",
                    "worst 1500",
                    Part.cell(table, () -> afterLease(Software.GEMEL, signal, runs)),
                    Part.cell(table, () -> afterLease(Software.KEEPALIVED, signal, 1)));
        }
        table.add(
                "SIGSTOP, SIGCONT 8 s after the takeover: the woken one",
                "no more than preemption",
                Part.cell(table, () -> wakening(Software.GEMEL)),
                Part.cell(table, () -> wakening(Software.KEEPALIVED)));
    }

    private static String afterLease(Software software, String signal, int runs) {
        Samples afterLease = new Samples();
        Samples afterSignal = new Samples();
        for (int run = 0; run < runs; run++) {
            try (Pair pair = Pair.start(software, INTERVAL)) {
                pair.settle();
                Rig rig = pair.rig();
                Program victim = rig.better().program();
                Instant at = signal.equals("KILL") ? victim.kill() : victim.signal(signal);
                pair.awaitHandover(pair.capture().sightings().size());
                if (!leaves(rig.better(), rig.shared())) {
                    return "never: still there after "
                            + Duration.between(at, Instant.now()).toSeconds() + " s";
                }
                Instant gone = last(rig.better(), rig.shared(), false).at();
                AddressChange renewed = last(rig.better(), rig.shared(), true);
                afterLease.add(
                        Duration.between(renewed.at().plusSeconds(renewed.held().validSeconds()), gone));
                afterSignal.add(Duration.between(at, gone));
            }
        }
        return afterLease + " (" + Samples.text(afterSignal.median()) + " after the signal)";
    }

    private static boolean leaves(Router router, String address) {
        Instant end = Instant.now().plus(PATIENCE);
        while (router.holds(address) && Instant.now().isBefore(end)) {
            Await.pause(Duration.ofMillis(20));
        }
        return !router.holds(address);
    }

    private static AddressChange last(Router router, String address, boolean present) {
        List<AddressChange> matching = router.watch().changes().all().stream()
                .filter(change -> change.present() == present
                        && change.held().address().equals(address)
                        && (!present || change.held().validSeconds() != HeldAddress.FOREVER))
                .toList();
        return matching.get(matching.size() - 1);
    }

    private static String wakening(Software software) {
        try (Pair pair = Pair.start(software, INTERVAL)) {
            pair.settle();
            Rig rig = pair.rig();
            Instant stopped = rig.better().program().signal("STOP");
            rig.await("the other router takes over", () -> rig.other().holds(rig.shared()));
            Await.pause(Duration.ofSeconds(8));
            Prober prober = rig.client().probe(rig.shared(), 10);
            prober.awaitAnswer(Rig.DEADLINE);
            int skip = pair.capture().sightings().size();
            Instant woken = rig.better().program().signal("CONT");
            Instant firstWord = pair.capture()
                    .awaitAdvert(rig.better().node(), Rig.DEADLINE, skip)
                    .at();
            rig.awaitServing(rig.better());
            Await.pause(Duration.ofSeconds(1));
            Prober.Report report = prober.end();
            List<AddressChange> changes =
                    new ArrayList<>(rig.better().watch().changes().all());
            changes.addAll(rig.other().watch().changes().all());
            Ownership ownership = Ownership.of(rig.shared(), changes, stopped, Instant.now());
            return "serves after " + Duration.between(woken, firstWord).toMillis() + ", two owners for "
                    + ownership.timeWithOwners(2).toMillis() + ", no owner for "
                    + ownership.timeWithOwners(0).toMillis() + ", " + (report.sent() - report.answered())
                    + " pings of " + report.sent() + " lost";
        }
    }
}

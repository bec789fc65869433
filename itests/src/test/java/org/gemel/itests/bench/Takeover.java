package org.gemel.itests.bench;

import java.time.Duration;
import java.util.Random;
import org.gemel.demo.lab.Await;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Software;

/** The master is killed: how late, after its last advertisement, is the other's first, compared with the protocol? */
final class Takeover implements Part {

    @Override
    public void measure(Options options, Table table) {
        for (String interval : Bench.INTERVALS) {
            table.add(
                    "SIGKILL at " + interval + " s: takeover over the "
                            + Samples.text(Bench.masterDown(interval).toNanos() / 1e6) + " ms of the protocol",
                    "median 2, worst 15",
                    Part.cell(table, () -> measure(Software.GEMEL, interval, options.runs())),
                    Part.cell(table, () -> measure(Software.KEEPALIVED, interval, options.runs())));
        }
    }

    private static Samples measure(Software software, String interval, int runs) {
        Samples samples = new Samples();
        Random random = new Random(runs);
        try (Pair pair = Pair.start(software, interval)) {
            for (int run = 0; run < runs; run++) {
                pair.settle();
                // The kill falls anywhere between two advertisements.
                Await.pause(Duration.ofNanos(
                        (long) (random.nextDouble() * Bench.interval(interval).toNanos())));
                int skip = pair.capture().sightings().size();
                pair.rig().better().program().kill();
                samples.add(pair.awaitHandover(skip).time().minus(Bench.masterDown(interval)));
                if (run < runs - 1) {
                    pair.rig().better().start(pair.rig().setup());
                }
            }
        }
        return samples;
    }
}

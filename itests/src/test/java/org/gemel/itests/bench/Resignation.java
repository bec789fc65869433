package org.gemel.itests.bench;

import java.time.Duration;
import java.time.Instant;
import org.gemel.demo.lab.Sighting.Announcement;
import org.gemel.itests.bench.Bench.Handover;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;

/** The master is stopped nicely: how late, after its resignation, does the other serve, compared with its skew time? */
final class Resignation implements Part {

    private record Result(Samples served, Samples silent) {
        @Override
        public String toString() {
            return served + " (" + Samples.text(silent.median()) + " after the signal)";
        }
    }

    @Override
    public void measure(Options options, Table table) {
        int runs = Math.max(1, options.runs() / 2);
        for (String interval : Bench.INTERVALS) {
            table.add(
                    "SIGTERM at " + interval + " s: address announced over the skew time of "
                            + Samples.text(Bench.skew(interval).toNanos() / 1e6) + " ms",
                    "worst 10",
                    Part.cell(table, () -> measure(Software.GEMEL, interval, runs)),
                    Part.cell(table, () -> measure(Software.KEEPALIVED, interval, runs)));
        }
    }

    private static Result measure(Software software, String interval, int runs) {
        Result result = new Result(new Samples(), new Samples());
        try (Pair pair = Pair.start(software, interval)) {
            Rig rig = pair.rig();
            for (int run = 0; run < runs; run++) {
                pair.settle();
                int skip = pair.capture().sightings().size();
                Instant signal = rig.better().program().signalMain("TERM");
                Handover handover = pair.awaitHandover(skip);
                Announcement announced = (Announcement) pair.capture()
                        .sightings()
                        .await(
                                "announcement by " + rig.other(),
                                Rig.DEADLINE,
                                skip,
                                seen -> seen instanceof Announcement announcement
                                        && announcement.address().equals(rig.shared())
                                        && !announcement
                                                .at()
                                                .isBefore(handover.first().at()));
                result.served()
                        .add(Duration.between(handover.last().at(), announced.at())
                                .minus(Bench.skew(interval)));
                result.silent().add(Duration.between(signal, announced.at()));
                rig.better().program().awaitExit(Rig.DEADLINE);
                rig.better().start(rig.setup());
            }
        }
        return result;
    }
}

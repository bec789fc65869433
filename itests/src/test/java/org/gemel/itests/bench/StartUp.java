package org.gemel.itests.bench;

import java.time.Duration;
import java.time.Instant;
import org.gemel.demo.lab.Capture;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;

/** From the start of the program to the first advertisement of an address owner, who need not wait for anybody. */
final class StartUp implements Part {

    private static final int OWNER = 255;
    private static final int RUNS = 10;

    @Override
    public void measure(Options options, Table table) {
        table.add(
                "start to first advertisement, priority 255",
                "900",
                Part.cell(table, () -> measure(Software.GEMEL)),
                Part.cell(table, () -> measure(Software.KEEPALIVED)));
    }

    private static String measure(Software software) {
        Samples samples = new Samples();
        try (Rig rig = Rig.build(Setup.v3("1"), software, OWNER, software, Rig.OTHER)) {
            Capture capture = rig.capture();
            for (int run = 0; run < RUNS; run++) {
                int skip = capture.sightings().size();
                Instant start = Instant.now();
                rig.better().start(rig.setup());
                samples.add(Duration.between(
                        start,
                        capture.awaitAdvert(rig.better().node(), Rig.DEADLINE, skip)
                                .at()));
                rig.better().program().signalMain("TERM");
                rig.better().program().awaitExit(Rig.DEADLINE);
            }
        }
        return samples.bestAndMedian();
    }
}

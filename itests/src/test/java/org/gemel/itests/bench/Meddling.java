package org.gemel.itests.bench;

import java.time.Duration;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;

/** Somebody deletes the address on the master: when is it back, and does the master change? */
final class Meddling implements Part {

    private static final String INTERVAL = "1";
    private static final int RUNS = 5;

    @Override
    public void measure(Options options, Table table) {
        table.add(
                "address deleted by hand at 1 s: back after",
                "50, no resignation",
                Part.cell(table, () -> measure(Software.GEMEL)),
                Part.cell(table, () -> measure(Software.KEEPALIVED)));
    }

    private static String measure(Software software) {
        Samples samples = new Samples();
        int resignations = 0;
        try (Pair pair = Pair.start(software, INTERVAL)) {
            Rig rig = pair.rig();
            for (int run = 0; run < RUNS; run++) {
                pair.settle();
                int changes = rig.better().watch().changes().size();
                int sightings = pair.capture().sightings().size();
                rig.better().node().deleteAddress(rig.setup().sharedWithLength());
                AddressChange gone = rig.better().watch().awaitDeparture(rig.shared(), Rig.DEADLINE, changes);
                int after = rig.better().watch().changes().all().indexOf(gone) + 1;
                AddressChange back = rig.better().watch().awaitArrival(rig.shared(), Rig.DEADLINE, after);
                samples.add(Duration.between(gone.at(), back.at()));
                // A resignation would be followed by a second change within a master-down interval.
                Await.pause(Bench.masterDown(INTERVAL));
                resignations += (int) pair.capture().sightings().all().stream()
                        .skip(sightings)
                        .filter(seen -> seen instanceof Advert advert && advert.priority() == 0)
                        .count();
            }
        }
        return samples + ", " + resignations + " resignations in " + RUNS;
    }
}

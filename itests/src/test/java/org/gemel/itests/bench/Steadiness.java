package org.gemel.itests.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Program;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.bench.Bench.Pair;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;

/** Every core is busy with something else: does a backup take over from a master that lives? */
final class Steadiness implements Part {

    private static final String INTERVAL = "0.01";

    @Override
    public void measure(Options options, Table table) {
        table.add(
                "false takeovers in " + options.busy().toSeconds() + " s at 0.01 s, every core busy",
                "none",
                Part.cell(table, () -> measure(Software.GEMEL, options.busy())),
                Part.cell(table, () -> measure(Software.KEEPALIVED, options.busy())));
    }

    private static String measure(Software software, Duration time) {
        List<Program> busy = new ArrayList<>();
        try (Pair pair = Pair.start(software, INTERVAL)) {
            pair.settle();
            Rig rig = pair.rig();
            for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
                busy.add(rig.client().start("load", List.of("sh", "-c", "while :; do :; done")));
            }
            int skip = pair.capture().sightings().size();
            Await.pause(time);
            busy.forEach(Program::close);
            List<Advert> seen = pair.capture().sightings().all().stream()
                    .skip(skip)
                    .filter(Advert.class::isInstance)
                    .map(Advert.class::cast)
                    .toList();
            return takeovers(seen, rig) + " (longest silence " + Samples.text(longestSilence(seen, rig)) + " of "
                    + seen.size() + " advertisements)";
        } finally {
            busy.forEach(Program::close);
        }
    }

    /** A takeover is the first word of the other router after one of the better. */
    private static int takeovers(List<Advert> seen, Rig rig) {
        int takeovers = 0;
        boolean betterSpoke = true;
        for (Advert advert : seen) {
            boolean better = advert.from(rig.better().node());
            takeovers += betterSpoke && !better ? 1 : 0;
            betterSpoke = better;
        }
        return takeovers;
    }

    static double longestSilence(List<Advert> seen, Rig rig) {
        List<Advert> better =
                seen.stream().filter(advert -> advert.from(rig.better().node())).toList();
        double longest = 0;
        for (int i = 1; i < better.size(); i++) {
            longest = Math.max(
                    longest,
                    Duration.between(better.get(i - 1).at(), better.get(i).at()).toNanos() / 1e6);
        }
        return longest;
    }
}

package org.gemel.itests.bench;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;

/** What the parts share. */
final class Bench {

    static final List<String> INTERVALS = List.of("1", "0.1", "0.01");

    private Bench() {}

    /** A running pair of the same software, the better one serving, as seen by a capture. */
    record Pair(Rig rig, Capture capture) implements AutoCloseable {

        static Pair start(Software software, String interval) {
            Rig rig = Rig.build(Setup.v3(interval).inRealTime(), software, software);
            try {
                Pair pair = new Pair(rig, rig.capture());
                rig.startBoth();
                return pair;
            } catch (RuntimeException e) {
                rig.close();
                throw e;
            }
        }

        /** Waits until the better router serves and has said so a few times without being contradicted. */
        void settle() {
            rig.awaitServing(rig.better());
            for (int i = 0; i < 3; i++) {
                capture.awaitAdvert(
                        rig.better().node(), Rig.DEADLINE, capture.sightings().size());
            }
        }

        /** The first advertisement of the other router after so many sightings, and the better one's last before it. */
        Handover awaitHandover(int skip) {
            Advert first = capture.awaitAdvert(rig.other().node(), Rig.DEADLINE, skip);
            List<Advert> before = capture.adverts(rig.better().node()).stream()
                    .filter(advert -> advert.at().isBefore(first.at()))
                    .toList();
            return new Handover(before.get(before.size() - 1), first);
        }

        @Override
        public void close() {
            rig.close();
        }
    }

    /** The last word of one master and the first of the next. */
    record Handover(Advert last, Advert first) {
        Duration time() {
            return Duration.between(last.at(), first.at());
        }
    }

    static Duration interval(String seconds) {
        return Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValueExact());
    }

    /** RFC 9568 6.1: how long a backup that lost its master's resignation waits. */
    static Duration skew(String interval) {
        return interval(interval).multipliedBy(256 - Rig.OTHER).dividedBy(256);
    }

    /** RFC 9568 6.1: how long a backup waits for a silent master. */
    static Duration masterDown(String interval) {
        return interval(interval).multipliedBy(3).plus(skew(interval));
    }
}

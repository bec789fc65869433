package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Subject;

/**
 * Reloads that change nothing for virtual routers: no packet more and no timer moved, to the nanosecond, as if nobody had
 * reloaded.
 */
class UndisturbedSchedulesTest extends ManySchedules {

    UndisturbedSchedulesTest() {
        super(5);
    }

    @Override
    long play(long seed) {
        Rivals left = run(seed, false);
        Rivals reloaded = run(seed, true);
        if (left.world.digest() != reloaded.world.digest() || !left.status().equals(reloaded.status())) {
            throw new Violation("a reload that changes nothing was noticed: without\n" + left.status() + "\nand with\n"
                    + reloaded.status());
        }
        return left.world.digest();
    }

    private static Rivals run(long seed, boolean reloading) {
        Random random = new Random(seed);
        Rivals rivals = new Rivals(seed, platform -> platform);
        Configuration configuration = new AnyConfiguration(random).next();
        rivals.apply(configuration);
        rivals.contend(configuration);
        for (int i = 0; i < 6; i++) {
            rivals.world.run(Duration.ofNanos(random.nextLong(3_000_000_000L)));
            if (reloading) {
                rivals.apply(i % 2 == 0 ? configuration : notifying(configuration, "/script" + i));
            } else {
                rivals.status();
            }
        }
        rivals.world.run(Duration.ofSeconds(5));
        return rivals;
    }

    private static Configuration notifying(Configuration configuration, String script) {
        Command command = new Command(List.of(script), null, null, ScriptPolicy.DEFAULT);
        return configuration.toBuilder()
                .notifications(new Notifications(
                        Map.of(
                                Subject.instance("p"),
                                new Notifications.Wishes(
                                        Map.of(Notifications.Occasion.MASTER, command), null, false, false)),
                        List.of(),
                        null,
                        List.of()))
                .build();
    }
}

package org.gemel.platform.simulated.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;

/**
 * All or nothing: whichever call of the platform fails while a configuration is taken, the former one is in force afterwards, and
 * nothing of the other stays.
 */
class RefusedSchedulesTest extends ManySchedules {

    private static final Duration CALM = Duration.ofSeconds(12);

    RefusedSchedulesTest() {
        super(10);
    }

    @Override
    long play(long seed) {
        int calls = countCalls(seed);
        long digest = seed;
        // Every call of the small ones, a sample of the others.
        int step = 1 + calls / 20;
        for (int call = (int) (seed % step); call < calls; call += step) {
            digest = digest * 31 + refuse(seed, call);
        }
        return digest;
    }

    private static int countCalls(long seed) {
        Saboteur saboteur = new Saboteur();
        Configurations configurations = new Configurations(seed);
        Rivals rivals = settled(seed, saboteur, configurations);
        saboteur.count();
        rivals.apply(configurations.second);
        return saboteur.calls();
    }

    private static long refuse(long seed, int call) {
        Saboteur saboteur = new Saboteur();
        Configurations configurations = new Configurations(seed);
        Rivals rivals = settled(seed, saboteur, configurations);
        List<String> before = rivals.state();
        saboteur.failAt(call);
        Throwable refusal = rivals.refused(configurations.second);
        if (!saboteur.happenedTo(refusal)) {
            throw new Violation("call " + call + " failed, " + saboteur.what() + ", and what was said is " + refusal);
        }
        // What the kernel has to tell of all that is old by now.
        rivals.world.run(Duration.ofMillis(1));
        same("at once", call, saboteur, before, rivals.state());
        if (!configurations.first.syncGroups().isEmpty()) {
            // What the rival heard of the other configuration may divide a group in another way.
            return rivals.world.digest();
        }
        rivals.world.run(CALM);
        same("later", call, saboteur, before, rivals.state());
        return rivals.world.digest();
    }

    private static void same(String when, int call, Saboteur saboteur, List<String> before, List<String> after) {
        if (!before.equals(after)) {
            throw new Violation("call " + call + " failed, " + saboteur.what() + ", and " + when + " there is\n"
                    + without(after, before) + "\ninstead of\n" + without(before, after));
        }
    }

    private static String without(List<String> all, List<String> others) {
        return all.stream().filter(each -> !others.contains(each)).collect(Collectors.joining("\n"));
    }

    private static Rivals settled(long seed, Saboteur saboteur, Configurations configurations) {
        Rivals rivals = new Rivals(seed, saboteur::between);
        rivals.apply(configurations.first);
        rivals.contend(configurations.first);
        rivals.world.run(CALM);
        return rivals;
    }

    private static final class Configurations {
        final Configuration first;
        final Configuration second;

        Configurations(long seed) {
            AnyConfiguration any = new AnyConfiguration(new Random(seed));
            Configuration free = any.next();
            // So that there is one way only in which it can settle.
            first = free.toBuilder()
                    .instances(free.instances().stream()
                            .map(each -> each.toBuilder().preempt(true).build())
                            .toList())
                    .build();
            second = any.next();
        }
    }
}

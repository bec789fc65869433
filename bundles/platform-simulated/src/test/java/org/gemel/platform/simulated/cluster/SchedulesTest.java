package org.gemel.platform.simulated.cluster;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** No fault breaks an invariant, and calm follows. */
class SchedulesTest extends ManySchedules {

    @Override
    long play(long seed) {
        return new Schedule(seed, cluster -> {}).run();
    }

    /** Plays it again, this time with somebody who writes it down. */
    @Override
    String story(long seed, Throwable breach) {
        AtomicReference<@Nullable Trace> trace = new AtomicReference<>();
        Schedule schedule = new Schedule(seed, cluster -> trace.set(new Trace(cluster)));
        try {
            schedule.run();
        } catch (RuntimeException | AssertionError e) {
            return e.getMessage() + "\n" + schedule + "\n" + trace.get();
        }
        return "nothing where somebody looks on: this is not deterministic";
    }
}

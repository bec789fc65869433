package org.gemel.platform.simulated.cluster;

/**
 * Whatever was before, only what is configured is there; each reload is to a configuration that has much in common with the last
 * one and in other places.
 */
class ReloadSchedulesTest extends ManySchedules {

    @Override
    long play(long seed) {
        return new ReloadSchedule(seed).run();
    }
}

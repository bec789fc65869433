package org.gemel.platform.simulated.cluster;

/** Whatever happens to what a sync group tracks, it is not divided for longer than the protocol needs. */
class GroupSchedulesTest extends ManySchedules {

    @Override
    long play(long seed) {
        return new GroupSchedule(seed).run();
    }
}

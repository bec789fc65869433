package org.gemel.vrrp.internal.engine;

import java.util.List;
import org.gemel.api.config.Announcements;
import org.gemel.api.platform.EventLoop;
import org.gemel.vrrp.internal.election.Timing;

/** Tells the LAN where a master's addresses are: at once, again after a delay, and from time to time. */
final class Announcer {

    private final EventLoop loop;
    private final Pacers pacers;
    private final List<HeldAddress> addresses;
    private final Counters counters;
    private final EventLoop.Timer again;
    private final EventLoop.Timer refresh;
    private Announcements settings;
    private int againRepeat;
    private boolean active;

    Announcer(EventLoop loop, Pacers pacers, List<HeldAddress> addresses, Counters counters, Announcements settings) {
        this.loop = loop;
        this.pacers = pacers;
        this.addresses = addresses;
        this.counters = counters;
        this.settings = settings;
        this.again = loop.newTimer(() -> burst(againRepeat));
        this.refresh = loop.newTimer(this::refresh);
    }

    /** A new master announces its addresses. */
    void begin() {
        active = true;
        repeatAfter(settings.delay().toNanos(), settings.repeat());
        armRefresh();
    }

    /** When the addresses will be announced again, 0 for not. */
    long againAt() {
        return again.armed() ? again.deadline() : 0;
    }

    /** When they will be announced for upkeep, 0 for not. */
    long refreshAt() {
        return refresh.armed() ? refresh.deadline() : 0;
    }

    /** Goes on as a predecessor would have; it has announced the addresses. */
    void resume(long againAt, long refreshAt) {
        active = true;
        if (againAt != 0) {
            againRepeat = settings.repeat();
            again.arm(againAt);
        }
        armRefresh();
        if (refreshAt != 0 && refresh.armed()) {
            refresh.arm(Timing.earlier(refreshAt, refresh.deadline()));
        }
    }

    /** Somebody of lower priority was heard; those who believed them are told better. */
    void contradict() {
        if (settings.lowerPriorityRepeat() > 0) {
            repeatAfter(settings.lowerPriorityDelay().toNanos(), settings.lowerPriorityRepeat());
        }
    }

    private void repeatAfter(long delay, int repeat) {
        burst(repeat);
        if (delay > 0) {
            againRepeat = repeat;
            again.arm(loop.nanoTime() + delay);
        }
    }

    /** One address was put back. */
    void announce(HeldAddress address) {
        lane(address).announce(address, 1, counters);
    }

    /** One address is served only now. */
    void announceAnew(HeldAddress address) {
        if (active) {
            lane(address).announce(address, settings.repeat(), counters);
        }
    }

    /** How long it takes to announce every address once, in nanoseconds. */
    long timeForAll() {
        long time = 0;
        for (int i = 0; i < addresses.size(); i++) {
            time += lane(addresses.get(i)).interval();
        }
        return time;
    }

    void adapt(Announcements changed) {
        settings = changed;
        refresh.disarm();
        if (active) {
            armRefresh();
        }
    }

    void stop() {
        active = false;
        again.disarm();
        refresh.disarm();
    }

    private void refresh() {
        burst(settings.refreshRepeat());
        armRefresh();
    }

    private void armRefresh() {
        long period = settings.refresh().toNanos();
        if (period > 0) {
            refresh.arm(loop.nanoTime() + period);
        }
    }

    private void burst(int repeat) {
        for (int round = 0; round < repeat; round++) {
            for (int i = 0; i < addresses.size(); i++) {
                HeldAddress address = addresses.get(i);
                Lane lane = lane(address);
                if (!lane.paced()) {
                    lane.announce(address, 1, counters);
                } else if (round == 0) {
                    lane.announce(address, repeat, counters);
                }
            }
        }
    }

    private Lane lane(HeldAddress address) {
        return pacers.lane(address.link().name(), address.address().family());
    }
}

package org.gemel.vrrp.internal.engine;

import org.gemel.api.platform.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Announcements of one kind that share a rate, whichever virtual routers they are for. Those that have to wait stand in a
 * queue, each address once: after its frame it goes to the end while frames of its burst are left, so that every address is
 * announced once before any is announced again. The queue is made of the addresses themselves; nothing is allocated.
 */
final class Lane {

    private final EventLoop loop;
    private final long interval;
    private final EventLoop.Timer timer;
    private @Nullable HeldAddress first;
    private @Nullable HeldAddress last;
    private boolean quiet = true;
    private long next;

    /** @param interval the least time between two frames in nanoseconds, 0 for none */
    Lane(EventLoop loop, long interval) {
        this.loop = loop;
        this.interval = interval;
        this.timer = loop.newTimer(this::proceed);
    }

    /** The least time between two frames in nanoseconds, 0 for none. */
    long interval() {
        return interval;
    }

    /** Whether frames may have to wait. */
    boolean paced() {
        return interval > 0;
    }

    /** Announces an address as often as said, as soon as it may. */
    void announce(HeldAddress address, int frames, Counters counters) {
        if (!paced()) {
            for (int i = 0; i < frames; i++) {
                address.announce(counters);
            }
            return;
        }
        if (address.expect(frames, counters)) {
            append(address);
        }
        if (!timer.armed()) {
            proceed();
        }
    }

    /** Sends one frame if the time has come, and waits for the next. */
    private void proceed() {
        long now = loop.nanoTime();
        if ((quiet || now - next >= 0) && sendOne()) {
            quiet = false;
            next = now + interval;
        }
        if (first != null) {
            timer.arm(next);
        }
    }

    /** Whether somebody had something to send. */
    private boolean sendOne() {
        for (HeldAddress address = first; address != null; address = first) {
            removeFirst(address);
            if (address.announceNext()) {
                if (address.waits()) {
                    append(address);
                }
                return true;
            }
        }
        return false;
    }

    private void append(HeldAddress address) {
        if (last == null) {
            first = address;
        } else {
            last.behind(address);
        }
        last = address;
        address.queued(true);
    }

    private void removeFirst(HeldAddress address) {
        first = address.behind();
        if (first == null) {
            last = null;
        }
        address.behind(null);
        address.queued(false);
    }
}

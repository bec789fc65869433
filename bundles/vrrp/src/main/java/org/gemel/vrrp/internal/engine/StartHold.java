package org.gemel.vrrp.internal.engine;

import java.time.Duration;
import org.gemel.api.config.StartDelay;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;

/** Keeps virtual routers out of the election at first (behaviour 30). */
final class StartHold {

    private final Platform platform;
    private final EventLoop.Timer end;
    private boolean held;
    private boolean ending;

    /** @param over called when virtual routers may start */
    StartHold(Platform platform, Runnable over) {
        this.platform = platform;
        this.end = platform.loop().newTimer(() -> {
            held = false;
            over.run();
        });
    }

    /** Begins to count; only the first configuration does. */
    void begin(StartDelay delay) {
        Duration left =
                delay.afterStart().isZero() ? Duration.ZERO : delay.afterStart().minus(platform.sinceStart());
        if (!delay.afterBoot().isZero()) {
            Duration boot = delay.afterBoot().minus(platform.sinceBoot());
            left = boot.compareTo(left) > 0 ? boot : left;
        }
        if (left.compareTo(Duration.ZERO) > 0) {
            held = true;
            end.arm(platform.loop().nanoTime() + left.toNanos());
        }
    }

    /** Nothing starts any more. */
    void keepForGood() {
        end.disarm();
        ending = true;
    }

    /** Whether what has not started, or has ended, stays so. */
    boolean forGood() {
        return ending;
    }

    /** What is waited for, for a person; null if nothing is. */
    @Nullable
    String awaited() {
        if (ending) {
            return "stopping";
        }
        return held ? "waiting for the end of vrrp_startup_delay or vrrp_delay_after_boot" : null;
    }

    void close() {
        end.disarm();
    }
}

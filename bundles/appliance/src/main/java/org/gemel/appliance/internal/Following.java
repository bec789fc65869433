package org.gemel.appliance.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at other programs' files that decide what the configuration means, such as OpenWrt's networks, and asks for a reload
 * when they have changed and are at rest. Where the new meaning needs a link that is not there yet, for the change has been
 * written but not been applied, it waits for the link: what runs is still right.
 */
final class Following {

    static final Duration PERIOD = Duration.ofSeconds(1);

    private final Supplier<Sources> read;
    private final Function<Sources, Set<String>> follow;
    private final Predicate<String> link;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Thread thread;

    private @Nullable Sources last;
    private Set<String> missing = Set.of();

    /**
     * @param read what was read last
     * @param follow reads anew, because files are as they are now; returns links that have to be there first
     * @param link whether there is a link of that name
     */
    Following(Supplier<Sources> read, Function<Sources, Set<String>> follow, Predicate<String> link) {
        this.read = read;
        this.follow = follow;
        this.link = link;
    }

    /** Looks regularly from now on, on a thread of its own. */
    synchronized void begin() {
        if (thread == null) {
            Thread looking = new Thread(this::look, "gemel-following");
            looking.setDaemon(true);
            looking.start();
            thread = looking;
        }
    }

    private void look() {
        try {
            while (!over.await(PERIOD.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    glance();
                } catch (OutOfMemoryError scarce) {
                    // Somebody else takes all there is; as if not looked: at rest is what is seen twice from now on.
                    last = null;
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts but who ends the process.
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. */
    void glance() {
        Sources before = read.get();
        Sources now = before.now();
        boolean atRest = now.equals(last);
        if (!atRest) {
            missing = Set.of();
        }
        last = now;
        if (atRest && !now.sameOthers(before) && missing.stream().allMatch(link)) {
            missing = follow.apply(now);
        }
    }

    /** Looks no longer. */
    void end() {
        over.countDown();
    }
}

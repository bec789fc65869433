package org.gemel.balancer.internal.kernel;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which data plane leads connections, one after the other. For one thread; calls block for moments. */
final class Succession {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final DataPlanes planes;
    private final Platform platform;
    private final Leftovers leftovers;
    private final Screening screening;
    /** Whether this life of the appliance has not led anything yet. */
    private boolean atStart;

    private @Nullable Engagement engaged;

    /**
     * What is wanted.
     *
     * @param settings without its servers
     */
    record Wish(Balancing settings, Map<VirtualServer, List<Service>> services) {}

    /**
     * @param atStart whether the appliance starts, and does not go on where it was
     * @param troubles told of virtual servers that the data plane cannot do
     */
    Succession(DataPlanes planes, Platform platform, boolean atStart, Consumer<Spreader.Trouble> troubles) {
        this.planes = planes;
        this.platform = platform;
        this.atStart = atStart;
        leftovers = new Leftovers(planes, platform);
        screening = new Screening(troubles);
    }

    /** The name of the one that leads; null for none. */
    @Nullable
    String inUse() {
        Engagement now = engaged;
        return now == null ? null : now.kind();
    }

    /** Virtual servers that it cannot do, and why. */
    Map<String, String> refused() {
        return screening.refused();
    }

    /**
     * Has done what is wanted, by the data plane that is wanted.
     *
     * @throws PlatformException if that is not so; what led before goes on where it can. The message stands alone
     */
    void run(Wish wish) throws PlatformException {
        if (wish.services().isEmpty()) {
            rest();
        } else {
            lead(wish);
        }
        atStart = false;
    }

    private void lead(Wish wish) throws PlatformException {
        Engagement before = engaged;
        if (before != null && !before.suits(wish.settings())) {
            change(before, wish);
        } else {
            apply(before == null ? engage(wish) : before, wish);
        }
    }

    private Engagement engage(Wish wish) throws PlatformException {
        Engagement next =
                Engagement.open(planes.best(wish.settings().dataPlane(), platform), platform, wish.settings(), atStart);
        engaged = next;
        return next;
    }

    private void apply(Engagement by, Wish wish) throws PlatformException {
        List<Service> allowed = screening.pass(by, wish.services());
        leftovers.use(by.kind());
        by.apply(allowed);
    }

    /** The next one leads before the former lets go; if it cannot, the former goes on. */
    private void change(Engagement before, Wish wish) throws PlatformException {
        try {
            DataPlanes.Installed best = planes.best(wish.settings().dataPlane(), platform);
            if (before.isOf(best.plane())) {
                // Two sessions cannot keep the same table; it stays as it is in between.
                disengage();
                apply(engage(wish), wish);
                return;
            }
            Engagement next = Engagement.open(best, platform, wish.settings(), atStart);
            try {
                apply(next, wish);
            } catch (PlatformException | RuntimeException | LinkageError refused) {
                next.close();
                throw refused;
            }
            engaged = next;
            before.close();
            LOG.info("the data plane {} leads from now on, and {} no more", next.kind(), before.kind());
        } catch (PlatformException | RuntimeException | LinkageError refused) {
            if (engaged != before) {
                throw refused;
            }
            LOG.debug("another data plane", refused);
            apply(before, wish);
            throw new PlatformException(
                    "the data plane " + before.kind() + " goes on, for the one that is wanted does not work: "
                            + (refused instanceof PlatformException ? refused.getMessage() : refused));
        }
    }

    /** Nothing is wanted. */
    private void rest() throws PlatformException {
        Engagement last = engaged;
        if (last != null) {
            last.apply(List.of());
            leftovers.none(last.kind());
            disengage();
        }
        screening.clear();
    }

    /** Whether there is a data plane that may have left something, and does not lead. */
    boolean mustTidy() {
        return leftovers.any(inUse());
    }

    /** Removes what data planes that do not lead have, also of an earlier life that was killed. */
    void tidy(Balancing settings) throws PlatformException {
        leftovers.remove(inUse(), settings);
    }

    /** What has been put back of what somebody else has changed. */
    List<String> mend() throws PlatformException {
        Engagement now = engaged;
        return now == null ? List.of() : now.mend();
    }

    Map<VirtualServer.Address, Traffic> traffic() throws PlatformException {
        Engagement now = engaged;
        return now == null ? Map.of() : now.traffic();
    }

    /** A data plane goes, and is let go; whether it led. The kernel stays as it is. */
    boolean leave(DataPlane going) {
        Engagement now = engaged;
        boolean led = now != null && now.isOf(going);
        if (led) {
            disengage();
        }
        return led;
    }

    /** Nobody leads any more; the kernel stays as it is. */
    void disengage() {
        Engagement former = engaged;
        engaged = null;
        if (former != null) {
            former.close();
        }
    }
}

package org.gemel.balancer.internal.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the kernel may have of ours by data planes that are not in use: another one was before, in this life or in one that was
 * killed. It goes as soon as its data plane is there to remove it. For one thread.
 */
final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final DataPlanes planes;
    private final Platform platform;

    /** Those that were used. */
    private final Set<String> used = new HashSet<>();
    /** Those of which nothing is left. */
    private final Set<String> clean = new HashSet<>();
    /** Those that could not be asked, which was told. */
    private final Set<String> missed = new HashSet<>();

    Leftovers(DataPlanes planes, Platform platform) {
        this.planes = planes;
        this.platform = platform;
    }

    /** From now on a data plane has something of ours. */
    void use(String kind) {
        used.add(kind);
        clean.remove(kind);
    }

    /** Whether there is a data plane besides the one in use that is to be asked. */
    boolean any(@Nullable String inUse) {
        return planes.all().stream().anyMatch(each -> isLeft(each.kind(), inUse));
    }

    private boolean isLeft(String kind, @Nullable String inUse) {
        return !kind.equals(inUse) && !clean.contains(kind);
    }

    /**
     * Removes what is left.
     *
     * @param inUse the data plane that is left alone; null for none
     * @throws PlatformException if what is known to be there cannot be removed now; the message stands alone
     */
    void remove(@Nullable String inUse, Balancing settings) throws PlatformException {
        for (DataPlanes.Installed each : planes.all()) {
            if (isLeft(each.kind(), inUse)) {
                remove(each, settings);
            }
        }
        List<String> here =
                planes.all().stream().map(DataPlanes.Installed::kind).toList();
        for (String each : used) {
            if (isLeft(each, inUse) && !here.contains(each) && missed.add(each)) {
                LOG.warn(
                        "what the data plane {} was told before stays until its bundle (org.gemel.dataplane-{}) is there to"
                                + " remove it",
                        each,
                        each);
            }
        }
    }

    private void remove(DataPlanes.Installed from, Balancing settings) throws PlatformException {
        boolean known = used.contains(from.kind());
        String reason = from.plane().unavailable(platform);
        if (reason != null && !known) {
            // It cannot lead anything here, so it has not either; if it comes again it is asked again.
            return;
        }
        try {
            if (reason != null) {
                throw new PlatformException(reason);
            }
            Engagement last = Engagement.open(from, platform, settings, false);
            try {
                last.apply(List.of());
            } finally {
                last.close();
            }
            if (known) {
                LOG.info("the data plane {} has nothing of this appliance any more", from.kind());
            }
        } catch (PlatformException refused) {
            if (known) {
                throw new PlatformException("what the data plane " + from.kind()
                        + " was told before cannot be removed: " + refused.getMessage());
            }
            // Most likely there is nothing, and nobody wants anything: no reason to go on trying.
            LOG.warn(
                    "what an earlier life may have left of virtual servers by {} cannot be removed: {}",
                    from.kind(),
                    refused.getMessage());
        }
        none(from.kind());
    }

    /** Nothing of ours is left of a data plane. */
    void none(String kind) {
        used.remove(kind);
        missed.remove(kind);
        clean.add(kind);
    }
}

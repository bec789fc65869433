package org.gemel.balancer.internal.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** The data planes that there are. Safe for any thread. */
public final class DataPlanes {

    private final List<Installed> installed = new ArrayList<>();
    private final List<Consumer<DataPlane>> leaving = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * A data plane.
     *
     * @param kind its name
     * @param ranking with a higher one it is chosen first
     */
    record Installed(String kind, int ranking, DataPlane plane) {}

    /** One has come. */
    public void add(String kind, int ranking, DataPlane plane) {
        synchronized (installed) {
            installed.add(new Installed(kind, ranking, plane));
            installed.sort(Comparator.comparingInt(Installed::ranking).reversed());
        }
        listeners.forEach(Runnable::run);
    }

    /** One is going; returns when nobody uses it any more, or after some seconds. */
    public void remove(DataPlane plane) {
        synchronized (installed) {
            installed.removeIf(each -> each.plane() == plane);
        }
        leaving.forEach(each -> each.accept(plane));
    }

    /** All, the best first. */
    List<Installed> all() {
        return candidates(null);
    }

    /**
     * The best that works.
     *
     * @param wanted its name; null for whichever
     * @throws PlatformException if none does; the message stands alone
     */
    Installed best(@Nullable String wanted, Platform platform) throws PlatformException {
        List<String> reasons = new ArrayList<>();
        for (Installed each : candidates(wanted)) {
            String reason = each.plane().unavailable(platform);
            if (reason == null) {
                return each;
            }
            reasons.add(reason);
        }
        throw new PlatformException(
                reasons.isEmpty()
                        ? "there is no data plane" + (wanted == null ? "" : " " + wanted)
                                + " to spread connections: install or start a bundle with one (org.gemel.dataplane-"
                                + (wanted == null ? "nftables" : wanted) + ")"
                        : String.join("; ", reasons));
    }

    /** Those of a name, or all, the best first. */
    private List<Installed> candidates(@Nullable String wanted) {
        synchronized (installed) {
            return installed.stream()
                    .filter(each -> wanted == null || wanted.equals(each.kind()))
                    .toList();
        }
    }

    /**
     * Tells of coming and going, on whatever thread that happens.
     *
     * @param gone must give up the data plane before it returns
     */
    void listen(Runnable come, Consumer<DataPlane> gone) {
        listeners.add(come);
        leaving.add(gone);
    }

    void ignore(Runnable come, Consumer<DataPlane> gone) {
        listeners.remove(come);
        leaving.remove(gone);
    }
}

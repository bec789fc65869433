package org.gemel.balancer.internal.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gemel.api.dataplane.DataPlane;

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
        synchronized (installed) {
            return List.copyOf(installed);
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

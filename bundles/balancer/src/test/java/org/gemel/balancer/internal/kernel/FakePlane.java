package org.gemel.balancer.internal.kernel;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;

/** A data plane that writes down what it is told, and refuses what it is told to refuse. */
public final class FakePlane implements DataPlane {

    private static final long PATIENCE_SECONDS = 10;

    /** What it was told, to be taken out. */
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    /** Hears what it was told, too. */
    volatile Consumer<String> witness = each -> {};

    volatile Balancing openedWith;
    /** Why it refuses every apply; null if it does not. */
    volatile String refusal;

    /** Why it does not work here at all; null if it does. */
    volatile String unavailable;

    /** What it cannot do of a virtual server. */
    public volatile List<String> cannot = List.of();

    /** What it counts. */
    public volatile Map<VirtualServer.Address, Traffic> traffic = Map.of();

    private volatile List<Service> services = List.of();

    @Override
    public List<String> refusals(VirtualServer server) {
        return cannot;
    }

    @Override
    public String unavailable(Platform platform) {
        return unavailable;
    }

    @Override
    public Session open(Platform platform, Balancing settings) {
        openedWith = settings;
        tell(settings.flush() ? "open and flush" : "open");
        return new FakeSession();
    }

    private void tell(String what) {
        told.add(what);
        witness.accept(what);
    }

    /** What it was to lead the last time. */
    public List<Service> services() {
        return services;
    }

    /** What it was told next; waits for it. */
    public String next() throws InterruptedException {
        String next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return next == null ? "nothing within " + PATIENCE_SECONDS + " s" : next;
    }

    /** What it was told and nobody has taken out yet; waits for nothing. */
    public List<String> rest() {
        return List.copyOf(told);
    }

    /** As if it had been told nothing yet. */
    public void forget() {
        told.clear();
    }

    private final class FakeSession implements Session {

        @Override
        public void apply(List<Service> services) throws PlatformException {
            String message = refusal;
            FakePlane.this.services = services;
            tell("apply " + services.size());
            if (message != null) {
                throw new PlatformException(message);
            }
        }

        @Override
        public Map<VirtualServer.Address, Traffic> traffic() {
            return traffic;
        }

        @Override
        public void close() {
            tell("close");
        }
    }
}

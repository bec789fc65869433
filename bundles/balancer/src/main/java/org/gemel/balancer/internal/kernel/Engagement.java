package org.gemel.balancer.internal.kernel;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data plane while it is in use. For one thread; calls block for moments. */
final class Engagement {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final DataPlanes.Installed by;
    private final Balancing settings;
    private final DataPlane.Session session;

    private Engagement(DataPlanes.Installed by, Balancing settings, DataPlane.Session session) {
        this.by = by;
        this.settings = settings;
        this.session = session;
    }

    /** @param flush whether the settings' wish for that counts */
    static Engagement open(DataPlanes.Installed by, Platform platform, Balancing settings, boolean flush)
            throws PlatformException {
        Balancing given = new Balancing(
                settings.servers(),
                settings.dataPlane(),
                flush && settings.flush(),
                settings.leave(),
                settings.timeouts(),
                settings.sync(),
                settings.grace());
        return new Engagement(by, settings, by.plane().open(platform, given));
    }

    /** The data plane's name. */
    String kind() {
        return by.kind();
    }

    boolean isOf(DataPlane plane) {
        return by.plane() == plane;
    }

    /** Whether it may go on with other settings: only these mean something to a session. */
    boolean suits(Balancing other) {
        return Objects.equals(settings.dataPlane(), other.dataPlane())
                && settings.timeouts().equals(other.timeouts())
                && Objects.equals(settings.sync(), other.sync());
    }

    List<String> refusals(VirtualServer server) {
        return by.plane().refusals(server);
    }

    void apply(List<Service> services) throws PlatformException {
        session.apply(services);
    }

    Map<VirtualServer.Address, Traffic> traffic() throws PlatformException {
        return session.traffic();
    }

    List<String> mend() throws PlatformException {
        return session.mend();
    }

    /** Leaves the kernel as it is. */
    void close() {
        try {
            session.close();
        } catch (RuntimeException | LinkageError broken) {
            LOG.warn("the data plane {} could not be closed", kind(), broken);
        }
    }
}

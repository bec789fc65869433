package org.gemel.api.engine;

import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Configuration;
import org.gemel.api.status.EngineStatus;
import org.osgi.annotation.versioning.ProviderType;

/** Runs virtual routers on one platform. Safe for any thread; futures complete on the event loop. */
@ProviderType
public interface VrrpEngine {

    /**
     * Runs exactly the instances of a configuration. One that is new is started, one that is gone is stopped, one that
     * changed is adapted without losing its state where that is possible, and one that is equal is not touched.
     */
    CompletableFuture<Void> apply(Configuration configuration);

    /** A snapshot. */
    CompletableFuture<EngineStatus> status();

    /** Stops every instance: masters say so with priority 0 and give up their addresses. */
    CompletableFuture<Void> stop();
}

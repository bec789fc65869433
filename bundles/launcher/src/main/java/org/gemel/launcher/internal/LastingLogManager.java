package org.gemel.launcher.internal;

import java.util.logging.LogManager;

/** Keeps logging while the JVM ends: the stock manager closes all handlers first, and the goodbyes would be lost. */
public final class LastingLogManager extends LogManager {

    @Override
    public void reset() {
        // Called by the JVM's own shutdown hook. Our one handler has nothing to be closed.
    }
}

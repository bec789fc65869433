package org.gemel.checker.connection;

import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ProviderType;

/** Where dialers come from. A service; safe for any thread. */
@ProviderType
public interface Dialers {

    /**
     * A dialer in the network of a platform. Costs nothing before it dials. Never blocks.
     *
     * @param platform from where calls go out ({@link Platform#inside})
     */
    Dialer open(Platform platform);
}

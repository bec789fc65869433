package org.gemel.notifier.smtp.internal;

import java.net.Socket;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.notifier.smtp.internal.Relay.Undelivered;
import org.jspecify.annotations.Nullable;

/** Where a connection to a relay starts from. */
@FunctionalInterface
interface Way {

    /** Makes a connection on the calling thread. */
    Socket open(Attempt attempt) throws Undelivered;

    /** A connection that may be made. */
    @FunctionalInterface
    interface Attempt {

        /** Returns it connected. */
        Socket open() throws Undelivered;
    }

    /**
     * From the network namespace of the virtual routers; what the process was started in may lead anywhere.
     *
     * @param platform null while it is being replaced
     */
    static Socket inside(@Nullable Platform platform, Attempt attempt) throws Undelivered {
        if (platform == null) {
            throw new Undelivered("the platform is just being replaced", true);
        }
        try {
            return platform.inside(attempt::open);
        } catch (PlatformException e) {
            throw new Undelivered(String.valueOf(e.getMessage()), true);
        }
    }
}

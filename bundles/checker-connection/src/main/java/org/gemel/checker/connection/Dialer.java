package org.gemel.checker.connection;

import org.osgi.annotation.versioning.ProviderType;

/** Calls servers. Safe for any thread. */
@ProviderType
public interface Dialer extends AutoCloseable {

    /**
     * Begins a call. What comes of it is told to the conversation on the event loop, also that it could not begin.
     *
     * @return the line, which may be hung up at any time
     */
    Line dial(Target target, Conversation conversation);

    /** Ends it; lines that are open are not its own and stay. Closing twice is closing once. */
    @Override
    void close();
}

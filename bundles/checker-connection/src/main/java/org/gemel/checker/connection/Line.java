package org.gemel.checker.connection;

import org.osgi.annotation.versioning.ProviderType;

/** A connection to a server, from the call on. Safe for any thread. */
@ProviderType
public interface Line {

    /**
     * Says something, once the line is open; for UDP one datagram. The bytes must not be changed afterwards. What is said on a line
     * that is closed is lost.
     */
    void say(byte[] bytes);

    /** Closes it, at any time; the conversation hears no more. Never blocks. Hanging up twice is hanging up once. */
    void hangUp();
}

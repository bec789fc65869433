package org.gemel.checker.connection;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What is done with a line. All calls of one conversation come one after the other on a thread of the event loop, which must not
 * be blocked: everybody's checks wait meanwhile. After {@link #ended}, {@link #failed} or {@link Line#hangUp} comes nothing more.
 */
@ConsumerType
public interface Conversation {

    /** The server has taken the call, and TLS is agreed upon where it was wanted. */
    void opened(Line line);

    /**
     * The server has said something: some bytes of the stream, or one datagram.
     *
     * @param bytes not to be kept beyond this call
     */
    void heard(ByteBuffer bytes);

    /**
     * The server has ended it.
     *
     * @param clean false if that was without the goodbye that TLS demands, so that anybody on the way may have done it
     */
    void ended(boolean clean);

    /**
     * There is no connection, or no longer, or the server was silent for too long.
     *
     * @param why a phrase for a person, such as {@code connection refused}
     */
    void failed(String why);
}

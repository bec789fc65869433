package org.gemel.balancer.internal.core;

import java.time.Duration;

/** Asks the questions of one check. What comes of them is told to {@link Rounds}, never from within a call. */
public interface Asker {

    /** How long an answer may take. */
    Duration limit();

    /**
     * Asks.
     *
     * @param question its number, to be given with the answer
     */
    void ask(long question);

    /** Nobody waits for the answer any more. */
    void abandon(long question);

    /** The real server is configured with another weight from now on. */
    void weight(int configured);

    /** Ends; nothing is told afterwards that counts. */
    void close();
}

package org.gemel.api.checker;

import org.osgi.annotation.versioning.ConsumerType;

/** A check of one real server. Calls come one at a time, on a thread that must not be blocked. */
@ConsumerType
public interface Checker extends AutoCloseable {

    /**
     * Begins to ask once; nothing is asked before the last probe is over. A check that hears by itself says what it knows.
     *
     * @param probe to be told what came of it, on any thread, within its time
     */
    void ask(Probe probe);

    /** Whether it is to be asked at intervals; a check that is not is asked once, and hears by itself from then on. */
    default boolean polled() {
        return true;
    }

    /**
     * Its real server is configured with another weight from now on ({@link
     * org.gemel.api.config.CheckerDefinition#weight}), and all else stays. Must not block. A check that is asked at intervals
     * and had changed the weight is asked again soon.
     */
    default void weight(int configured) {}

    /** Ends it and gives up what it holds; a probe under way need not be answered. Closing twice is closing once. */
    @Override
    void close();
}

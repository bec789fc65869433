package org.gemel.api.tracker;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that is being watched. Loop thread only. */
@ConsumerType
public interface Tracker extends AutoCloseable {

    /** What is known now. */
    Health health();

    /** What was seen last, a short phrase for a person, such as {@code exit 1 after 12 ms}; empty if nothing yet. */
    String detail();

    /** Stops watching; nothing is told afterwards. Never blocks. Closing twice is closing once. */
    @Override
    void close();
}

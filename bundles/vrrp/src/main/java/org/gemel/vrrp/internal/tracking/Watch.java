package org.gemel.vrrp.internal.tracking;

import java.time.Instant;
import org.gemel.api.config.Tracked;
import org.gemel.api.tracker.Health;

/** Something that is tracked, and what is known about it. Loop thread only. */
public interface Watch {

    /** What kind of thing it is. */
    Tracked.Kind kind();

    /** Its name. */
    String name();

    /** What is known now. */
    Health health();

    /** What was seen last, a short phrase for a person; may be empty. */
    String detail();

    /** When its health became what it is. */
    Instant since();
}

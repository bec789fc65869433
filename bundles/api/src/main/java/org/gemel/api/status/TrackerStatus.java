package org.gemel.api.status;

import java.time.Instant;
import org.gemel.api.config.Tracked;
import org.gemel.api.tracker.Health;

/**
 * Something that a virtual router tracks, at one moment.
 *
 * @param tracked what it is and what it means to the virtual router
 * @param ofGroup whether its sync group tracks it, for all members
 * @param health what is known of it
 * @param detail what was seen last, a short phrase for a person; may be empty
 * @param since when its health became this
 * @param adds what it adds to the priority now; negative if it takes away
 * @param obstructs whether it keeps the virtual router in FAULT now
 */
public record TrackerStatus(
        Tracked tracked, boolean ofGroup, Health health, String detail, Instant since, int adds, boolean obstructs) {}

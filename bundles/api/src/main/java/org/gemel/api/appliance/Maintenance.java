package org.gemel.api.appliance;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time for which a router stays out of the election.
 *
 * @param by who wanted that, for a person
 * @param since when it began
 * @param until when it ends by itself; null for never
 * @param left how long until then; null for ever
 */
public record Maintenance(
        String by,
        Instant since,
        @Nullable Instant until,
        @Nullable Duration left) {}

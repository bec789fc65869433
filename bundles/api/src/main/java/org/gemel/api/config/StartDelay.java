package org.gemel.api.config;

import java.time.Duration;

/**
 * How long virtual routers keep out of the election at first (behaviour 30); the later of the two counts.
 *
 * @param afterStart from the start of this process
 * @param afterBoot from the start of the machine
 */
public record StartDelay(Duration afterStart, Duration afterBoot) {

    /** Not at all. */
    public static final StartDelay NONE = new StartDelay(Duration.ZERO, Duration.ZERO);
}

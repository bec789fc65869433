package org.gemel.balancer.internal.core;

import java.time.Instant;

/**
 * Now.
 *
 * @param nanos monotonic, from an arbitrary origin, to count with
 * @param wall for people
 */
public record Moment(long nanos, Instant wall) {}

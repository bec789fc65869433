package org.gemel.api.config;

import java.time.Duration;

/**
 * How long a change of an interface must last before it counts (behaviour 66).
 *
 * @param interfaceName the interface
 * @param down how long it must be down
 * @param up how long it must be up again
 */
public record LinkDelays(String interfaceName, Duration down, Duration up) {}

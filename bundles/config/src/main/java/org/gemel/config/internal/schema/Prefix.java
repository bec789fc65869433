package org.gemel.config.internal.schema;

import java.net.InetAddress;

/**
 * An address with a prefix length.
 *
 * @param address the address, host bits kept
 * @param length 0 to 32 or 128
 * @param explicit whether the length was written
 */
public record Prefix(InetAddress address, int length, boolean explicit) {}

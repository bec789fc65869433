package org.gemel.platform.simulated;

/**
 * What went through the ports of a process.
 *
 * @param sent packets the kernel took
 * @param refused packets the kernel did not take, because there was no carrier
 * @param received packets handed to a receiver
 * @param overflowed packets lost because too many waited for a paused process
 */
public record Traffic(long sent, long refused, long received, long overflowed) {}

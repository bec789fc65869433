package org.gemel.demo.lab;

import java.time.Instant;

/**
 * An address came to a node, was renewed, or went.
 *
 * @param at when, by the wall clock
 * @param node whose
 * @param held the address
 * @param present false if it went
 */
public record AddressChange(Instant at, String node, HeldAddress held, boolean present) {}

package org.gemel.api.notifier;

/**
 * How telling somebody went.
 *
 * @param delivered whether they know
 * @param detail a short phrase for a person, such as {@code exit 1} or {@code 250 queued}; never a secret
 */
public record Outcome(boolean delivered, String detail) {}

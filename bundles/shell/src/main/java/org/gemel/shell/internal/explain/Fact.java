package org.gemel.shell.internal.explain;

/**
 * A value in force.
 *
 * @param keyword the word of keepalived.conf that it belongs to; an entry of a block of values has the block's
 * @param value as it would be written, never a secret
 */
public record Fact(String keyword, String value) {}

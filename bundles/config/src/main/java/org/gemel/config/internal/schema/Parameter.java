package org.gemel.config.internal.schema;

/**
 * One place for an argument.
 *
 * @param type what may stand there
 * @param optional whether it may be left out
 * @param repeated whether it takes all the words that follow
 */
public record Parameter(ArgumentType type, boolean optional, boolean repeated) {}

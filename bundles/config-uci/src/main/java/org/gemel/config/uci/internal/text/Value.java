package org.gemel.config.uci.internal.text;

import org.gemel.api.config.Position;

/**
 * A value of an option or an item of a list.
 *
 * @param text the value without quotes and escapes
 * @param at where it begins
 */
public record Value(String text, Position at) {}

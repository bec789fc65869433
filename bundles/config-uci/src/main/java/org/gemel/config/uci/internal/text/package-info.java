/**
 * The grammar of UCI, OpenWrt's Unified Configuration Interface: a text is sections of options and lists, whatever they
 * mean.
 *
 * <p>{@link org.gemel.config.uci.internal.text.Source} takes a file into memory, bounded by
 * {@link org.gemel.config.uci.internal.text.Limits}; {@link org.gemel.config.uci.internal.text.Scanner} takes words from
 * it, with OpenWrt's rules of quotes, comments and semicolons; {@link org.gemel.config.uci.internal.text.Parser} makes
 * sections of them. It accepts what libuci accepts and refuses what libuci refuses. Where libuci loses something without a
 * word there is a warning, and where a library in C would end a text at a NUL there is an error.
 * {@link org.gemel.config.uci.internal.text.Export} is the way back.
 */
@NullMarked
package org.gemel.config.uci.internal.text;

import org.jspecify.annotations.NullMarked;

/**
 * Configurations as JSON: the same directives, written by programs or by people who like braces with quotes.
 *
 * <p>A file is one object: each key is a keyword, and its value is what follows the keyword.
 *
 * <ul>
 *   <li>{@code true}: nothing follows; {@code false}: a keyword that nothing ever follows is left out, behind others it is the
 *       word {@code false}.
 *   <li>A number or a string: the words behind the keyword, as keepalived.conf writes them on a line, such as
 *       {@code "10.0.0.1/24 dev eth0"}. A word in double quotes may hold blanks.
 *   <li>An object: a block. Where the keyword takes a name or another argument before its block, the object has a key for
 *       each name, and the blocks are the values: {@code {"vrrp_instance": {"HOME": {...}}}}.
 *   <li>A list: of a block of values, the values; of any other keyword, what follows it each time that it is repeated.
 *       A value alone is a list of one.
 * </ul>
 *
 * <p>Three more forms let everything be said that keepalived.conf can say, in its order: a key may hold arguments too
 * ({@code {"unknown_word NAME": {...}}}), a list in the list of a block of values is a block repeated, and a list in place of
 * a repeated block, or of the whole file, is one block in parts, for keywords that return after others.
 */
@NullMarked
package org.gemel.config.json.internal;

import org.jspecify.annotations.NullMarked;

/**
 * The keyword walk: for each keyword that acts, a row of {@code walk.tsv} with a configuration that has it and one that has
 * not. Both are read, bound and run by the engine on a network that is not there, in the same scenario; what the engine did
 * is written down, and the row says what differs.
 */
@NullMarked
package org.gemel.itests.walk;

import org.jspecify.annotations.NullMarked;

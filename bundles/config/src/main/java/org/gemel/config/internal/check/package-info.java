/**
 * Compares a directive tree with the schema: unknown words, missing and wrong arguments, names that nothing defines. What
 * survives is a tree of {@link org.gemel.config.internal.check.Item} values that need no further checking of types.
 */
@NullMarked
package org.gemel.config.internal.check;

import org.jspecify.annotations.NullMarked;

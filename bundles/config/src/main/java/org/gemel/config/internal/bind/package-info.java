/**
 * Makes a {@link org.gemel.api.config.Configuration} of checked statements: defaults, inheritance from {@code global_defs},
 * and the rules that look at more than one statement. What is broken is reported and left out; the rest is bound.
 */
@NullMarked
package org.gemel.config.internal.bind;

import org.jspecify.annotations.NullMarked;

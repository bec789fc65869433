/**
 * What a suspended engine leaves to its successor, as text: it crosses class loaders, and versions in both directions. A line for
 * each virtual router and each thing that is tracked; unknown fields are passed over, missing ones have a value that does no
 * harm, and whatever cannot be read is as if it were not there.
 */
@NullMarked
package org.gemel.vrrp.internal.memory;

import org.jspecify.annotations.NullMarked;

/**
 * What virtual routers track: one watch for each thing however many track it, and what its health means to each of them.
 */
@NullMarked
package org.gemel.vrrp.internal.tracking;

import org.jspecify.annotations.NullMarked;

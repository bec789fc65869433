/**
 * VRRP versions 2 and 3: packets ({@code packet}), the election ({@code election}) and virtual routers on a platform
 * ({@code engine}).
 *
 * <p>Only this package knows OSGi. The others are state machines without sockets, clocks or threads: they run unchanged over
 * the kernel and over a simulated network.
 */
@NullMarked
package org.gemel.vrrp.internal;

import org.jspecify.annotations.NullMarked;

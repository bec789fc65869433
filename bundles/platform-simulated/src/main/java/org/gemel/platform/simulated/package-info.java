/**
 * A network that is not there: nodes with a kernel, links, leased addresses and processes on simulated LANs, under one
 * virtual clock.
 *
 * <p>Every {@link org.gemel.platform.simulated.Node} offers the same {@link org.gemel.api.platform.Platform} as the Linux
 * kernel does, so an engine runs on it unchanged. Everything that happens is an event in one queue, and every choice comes
 * from one seed: the same seed and the same calls give the same run, nanosecond for nanosecond. What can go wrong is set on
 * the world's parts: a {@link org.gemel.platform.simulated.Lan} loses, delays, doubles, reorders and cuts; a node is
 * paused, killed, restarted, drifts and is late; a cable is pulled; an address is removed by hand.
 *
 * <p>A {@link org.gemel.platform.simulated.World} belongs to the thread that runs it: nothing in it may be called from
 * another thread. Times are nanoseconds since the world began.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.platform.simulated;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

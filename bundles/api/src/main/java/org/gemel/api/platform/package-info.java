/**
 * What an engine needs from the machine it runs on: one event loop, links, packets and leased addresses,
 * programs to be run, files and processes to be watched.
 *
 * <p>Two platforms serve it: the Linux kernel, and a simulated network with a virtual clock. An engine cannot tell them
 * apart. Everything is called on the loop thread and calls back on the loop thread, unless a method says otherwise. Begin at {@link org.gemel.api.platform.Platform}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

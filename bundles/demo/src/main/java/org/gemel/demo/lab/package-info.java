/**
 * A network to try things in: a switch, routers and clients, each in a network namespace of its own, with cables that
 * can be pulled, cut silently or made to lose packets, and with instruments that record what really happened: packets on
 * the wire, addresses in the kernel, answers that a client got.
 *
 * <p>{@link org.gemel.demo.lab.Lab} builds one and takes it away again. Several labs live side by side, and nothing is
 * ever created in the namespace of the host. The demo stands on it, and so do the end-to-end tests and the benchmark.
 * Needs Linux, root, and the programs that {@link org.gemel.demo.lab.Requirements} names.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.demo.lab;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

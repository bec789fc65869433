/**
 * Bidirectional Forwarding Detection: finds out within milliseconds that a neighbour cannot be reached any more.
 *
 * <p>A plugin that watches what {@code bfd_instance} defines: asynchronous mode of RFC 5880, over one hop (RFC 5881) or several
 * (RFC 5883). {@code session} is the protocol, {@code packet} what is on the wire; the rest joins them to a platform. One
 * {@link org.gemel.bfd.internal.Speaker} for each platform hears all packets and hands them to the
 * {@link org.gemel.bfd.internal.Neighbour} they are from. Sessions without authentication and echo; a neighbour that asks for
 * demand mode gets it, and it is never asked for.
 */
@NullMarked
package org.gemel.bfd.internal;

import org.jspecify.annotations.NullMarked;

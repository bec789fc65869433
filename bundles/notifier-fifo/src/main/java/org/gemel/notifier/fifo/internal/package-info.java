/**
 * Tells programs what happened by a line in a named pipe ({@code notify_fifo}, {@code vrrp_notify_fifo}, {@code lvs_notify_fifo}),
 * as keepalived writes it (behaviour 84).
 *
 * <p>{@link org.gemel.notifier.fifo.internal.Lines} knows the words. An {@link org.gemel.notifier.fifo.internal.Outlet} is one pipe:
 * what is written while nobody reads stays in it until it is full, and then is lost and counted. A {@link
 * org.gemel.notifier.fifo.internal.Reader} is the program that the configuration wants to read it. A reload leaves open what it does
 * not change; the pipe of a bundle that is updated stays where it is for the next.
 */
@NullMarked
package org.gemel.notifier.fifo.internal;

import org.jspecify.annotations.NullMarked;

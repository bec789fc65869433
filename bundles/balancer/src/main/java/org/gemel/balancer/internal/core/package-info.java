/**
 * Virtual servers as a state machine: verdicts and time go in, what the kernel is to do and what happened come out.
 *
 * <p>{@link org.gemel.balancer.internal.core.VirtualServers} is the way in. A {@code Pool} is a virtual server, a {@code
 * Member} a real server of it, a {@code Check} one of the member's checks. There is no clock, thread or socket in here: time
 * is passed in as a {@link org.gemel.balancer.internal.core.Moment}, chance comes from a generator that is passed in, and
 * who is to be asked is told through an {@link org.gemel.balancer.internal.core.Outlet}.
 */
@NullMarked
package org.gemel.balancer.internal.core;

import org.jspecify.annotations.NullMarked;

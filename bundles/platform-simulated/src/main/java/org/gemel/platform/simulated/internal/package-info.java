/**
 * The simulated world: an event queue, switches, kernels and processes.
 *
 * <p>{@link org.gemel.platform.simulated.internal.EventQueue} is the only thing that moves time. Events are objects that are
 * scheduled again in place, so that a timer or a lease costs no allocation.
 */
@NullMarked
package org.gemel.platform.simulated.internal;

import org.jspecify.annotations.NullMarked;

/**
 * Has the kernel do what was decided, by whatever data planes are installed: {@code Spreader} keeps one of them engaged,
 * on a thread of its own on which the newest wish wins, {@code Screening} keeps from it what it cannot do, and {@code Leftovers}
 * removes what others have left.
 */
@NullMarked
package org.gemel.balancer.internal.kernel;

import org.jspecify.annotations.NullMarked;

/**
 * Has the kernel do what was decided, by whatever data planes are installed: {@code Spreader} keeps a session with one of them
 * on a thread of its own, on which the newest wish wins.
 */
@NullMarked
package org.gemel.balancer.internal.kernel;

import org.jspecify.annotations.NullMarked;

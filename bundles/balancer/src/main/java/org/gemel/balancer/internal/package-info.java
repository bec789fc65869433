/**
 * Virtual servers, run. {@link org.gemel.balancer.internal.core} decides, {@link org.gemel.balancer.internal.checking} has
 * real servers checked by whatever checkers are installed, {@link org.gemel.balancer.internal.kernel} has the kernel do what
 * was decided, and this package puts them together on one thread of its own.
 */
@NullMarked
package org.gemel.balancer.internal;

import org.jspecify.annotations.NullMarked;

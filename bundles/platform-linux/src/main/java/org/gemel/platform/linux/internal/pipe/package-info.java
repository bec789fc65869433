/** Named pipes: made, taken over, written into and removed. */
@NullMarked
package org.gemel.platform.linux.internal.pipe;

import org.jspecify.annotations.NullMarked;

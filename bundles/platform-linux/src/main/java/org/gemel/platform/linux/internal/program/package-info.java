/**
 * Programs that are run for others: found, checked, started as some user, listened to and waited for. A thread for each
 * launch, a loop of its own for the rest; the event loop does nothing but ask and be told.
 */
@NullMarked
package org.gemel.platform.linux.internal.program;

import org.jspecify.annotations.NullMarked;

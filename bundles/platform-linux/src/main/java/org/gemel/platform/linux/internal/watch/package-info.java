/** Files (inotify) and processes (the kernel's process connector) that are watched for others, on the side loop. */
@NullMarked
package org.gemel.platform.linux.internal.watch;

import org.jspecify.annotations.NullMarked;

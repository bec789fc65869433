/** Files (inotify) and processes (the kernel's process connector) that are watched for others, on threads that may have to wait for them. */
@NullMarked
package org.gemel.platform.linux.internal.watch;

import org.jspecify.annotations.NullMarked;

/** The event-loop thread: epoll for sockets, one timerfd for all timers, an eventfd for tasks from other threads. */
@NullMarked
package org.gemel.platform.linux.internal.loop;

import org.jspecify.annotations.NullMarked;

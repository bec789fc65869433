/**
 * The Linux kernel as a {@link org.gemel.api.platform.Platform}: the only place in Gemel that calls native code.
 *
 * <p>Inside, one package for each thing the kernel is asked for: {@code libc} (the calls, constants and structures),
 * {@code loop} (the event-loop thread on epoll and timerfd), {@code netlink} (links, addresses and leases),
 * {@code link} (virtual links), {@code packet} (sending and receiving), {@code program} (running programs as other users)
 * and {@code watch} (files and processes). The last two do their work on a second loop of ordinary priority, the side loop,
 * and on threads that it starts. {@link org.gemel.platform.linux.internal.LinuxPlatform} puts them together, and
 * the component publishes that as a service. Needs CAP_NET_ADMIN and CAP_NET_RAW; CAP_SYS_NICE makes timers punctual.
 */
@NullMarked
package org.gemel.platform.linux.internal;

import org.jspecify.annotations.NullMarked;

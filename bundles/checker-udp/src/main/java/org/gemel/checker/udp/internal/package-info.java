/**
 * {@code UDP_CHECK}: a datagram is sent, and no ICMP error or the right answer comes back (behaviour 95).
 */
@NullMarked
package org.gemel.checker.udp.internal;

import org.jspecify.annotations.NullMarked;

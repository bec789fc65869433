/**
 * Checks that send one datagram and look what comes back, from a socket of the platform's (behaviour 95): {@code UDP_CHECK}, by no
 * ICMP error or the right answer, and {@code PING_CHECK}, by an ICMP echo.
 */
@NullMarked
package org.gemel.checker.datagram.internal;

import org.jspecify.annotations.NullMarked;

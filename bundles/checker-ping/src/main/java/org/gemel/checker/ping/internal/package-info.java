/**
 * {@code PING_CHECK}: an ICMP echo request is answered (behaviour 95).
 */
@NullMarked
package org.gemel.checker.ping.internal;

import org.jspecify.annotations.NullMarked;

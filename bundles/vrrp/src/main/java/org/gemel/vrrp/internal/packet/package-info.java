/** Bytes: advertisements, gratuitous ARP, neighbour advertisements, and the rules by which a received packet is judged. */
@NullMarked
package org.gemel.vrrp.internal.packet;

import org.jspecify.annotations.NullMarked;

/** Packet rules in an nftables table of our own, through the program nft. */
@NullMarked
package org.gemel.platform.linux.internal.firewall;

import org.jspecify.annotations.NullMarked;

/** Netlink's messages and attributes, as netfilter's parts of the kernel speak them. */
@NullMarked
package org.gemel.dataplane.nftables.internal.netlink;

import org.jspecify.annotations.NullMarked;

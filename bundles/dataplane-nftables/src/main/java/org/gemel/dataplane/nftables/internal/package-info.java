/**
 * The data plane {@code nftables}: connections to virtual servers are led to real servers by a table of our own in nf_tables, by
 * network address translation that connection tracking keeps up for as long as a connection lasts.
 *
 * <p>{@link org.gemel.dataplane.nftables.internal.Frame} is what the table has whatever is served: it finds the service that a
 * new connection is for, and counts. {@link org.gemel.dataplane.nftables.internal.ServiceRules} makes a chain for each service,
 * which chooses, and one for each of its destinations, which counts and translates. {@link
 * org.gemel.dataplane.nftables.internal.NftablesSession} compares that with what is in the kernel and writes what differs, in one
 * transaction, through netlink: a program started for each change would need a processor's time just when it is scarce.
 *
 * <p>As with IPVS's NAT the client's address stays as it is, so real servers must send their answers by way of this host, and a
 * client in the same network as its real server is not served.
 */
@NullMarked
package org.gemel.dataplane.nftables.internal;

import org.jspecify.annotations.NullMarked;

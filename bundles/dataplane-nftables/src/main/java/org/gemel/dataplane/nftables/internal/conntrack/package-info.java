/** What connection tracking knows of connections that have been translated. */
@NullMarked
package org.gemel.dataplane.nftables.internal.conntrack;

import org.jspecify.annotations.NullMarked;

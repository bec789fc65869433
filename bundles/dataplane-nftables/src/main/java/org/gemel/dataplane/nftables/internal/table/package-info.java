/**
 * A table of nf_tables: what is to be in it, what is in it, and the one transaction that makes the one of the other. Rules are
 * compared by their comments, which have a digest of what the rule does: the kernel need not be understood to know its own.
 */
@NullMarked
package org.gemel.dataplane.nftables.internal.table;

import org.jspecify.annotations.NullMarked;

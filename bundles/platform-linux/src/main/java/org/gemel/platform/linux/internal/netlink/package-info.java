/**
 * Links and addresses through rtnetlink. Requests and messages are encoded and decoded without a socket, and the link
 * table is changed by messages only, so both are tested with recorded bytes.
 */
@NullMarked
package org.gemel.platform.linux.internal.netlink;

import org.jspecify.annotations.NullMarked;

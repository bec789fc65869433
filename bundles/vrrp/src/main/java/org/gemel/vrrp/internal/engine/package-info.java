/** Virtual routers on a platform: ports, leases and announcements round an election. */
@NullMarked
package org.gemel.vrrp.internal.engine;

import org.jspecify.annotations.NullMarked;

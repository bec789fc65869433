/**
 * The balancer as the appliance sees it: configurations in, snapshots and events out. Begin at {@link org.gemel.api.balancer.Balancer}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.balancer;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

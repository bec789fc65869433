/**
 * Whole clusters of VRRP routers on the simulated network: scenarios with a name, and thousands of schedules with a seed whose
 * invariants are checked while they run.
 */
@NullMarked
package org.gemel.platform.simulated.cluster;

import org.jspecify.annotations.NullMarked;

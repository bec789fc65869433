/**
 * The packaged appliance in a real network, with a second one and with keepalived in both roles: what happens to the
 * address when things go wrong. These tests wait for conditions and measure no times; the benchmark does.
 */
@NullMarked
package org.gemel.itests.endtoend;

import org.jspecify.annotations.NullMarked;

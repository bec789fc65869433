/**
 * The benchmark: what the appliance does in a real network, in figures, side by side with keepalived in the same run.
 * Every figure is measured; nothing is asserted.
 */
@NullMarked
package org.gemel.itests.bench;

import org.jspecify.annotations.NullMarked;

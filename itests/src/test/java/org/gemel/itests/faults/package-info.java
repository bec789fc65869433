/**
 * What the people behind a pair of routers notice when something goes wrong: the fault table, Gemel beside keepalived in
 * the same run, and the soak. {@link org.gemel.itests.faults.Fault} lists what can go wrong, a row each;
 * {@link org.gemel.itests.faults.Scene} is where it happens, and {@link org.gemel.itests.faults.Trial} watches one fault
 * happen to one pair.
 */
@NullMarked
package org.gemel.itests.faults;

import org.jspecify.annotations.NullMarked;

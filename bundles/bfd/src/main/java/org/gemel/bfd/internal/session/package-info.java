/**
 * One BFD session: packets and the passing of time go in, packets and changes of state come out. No sockets, no clock; time is
 * passed in as nanoseconds of any monotonic origin.
 */
@NullMarked
package org.gemel.bfd.internal.session;

import org.jspecify.annotations.NullMarked;

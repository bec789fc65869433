/** BFD control packets: what is on the wire, and what is dropped before anybody looks for its session. */
@NullMarked
package org.gemel.bfd.internal.packet;

import org.jspecify.annotations.NullMarked;

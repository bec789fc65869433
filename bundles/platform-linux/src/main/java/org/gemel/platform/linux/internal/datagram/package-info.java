/** UDP datagrams in and out: one socket for each port that is listened on, and one for each source port that sends. */
@NullMarked
package org.gemel.platform.linux.internal.datagram;

import org.jspecify.annotations.NullMarked;

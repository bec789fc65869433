/** The VRRP state machine of RFC 3768, 5798 and 9568: events in, actions out, time passed in. */
@NullMarked
package org.gemel.vrrp.internal.election;

import org.jspecify.annotations.NullMarked;

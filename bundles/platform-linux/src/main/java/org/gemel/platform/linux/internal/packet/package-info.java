/** VRRP packets in and out: a packet socket that hears protocol 112, and raw sockets that send. */
@NullMarked
package org.gemel.platform.linux.internal.packet;

import org.jspecify.annotations.NullMarked;

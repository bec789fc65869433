/**
 * Two VRRP routers and a client in a lab, the routers being Gemel or keepalived: what the end-to-end tests and the
 * benchmark work with. Both programs read the very same configuration file.
 */
@NullMarked
package org.gemel.itests.rig;

import org.jspecify.annotations.NullMarked;

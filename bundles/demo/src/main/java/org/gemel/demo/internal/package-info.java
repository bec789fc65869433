/**
 * The demonstration: two routers, one address, a master that dies, and a timeline of what that did to a client.
 */
@NullMarked
package org.gemel.demo.internal;

import org.jspecify.annotations.NullMarked;

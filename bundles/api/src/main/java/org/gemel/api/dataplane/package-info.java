/**
 * How connections reach real servers: a plugin for each facility of the kernel, found by a service property. What should be
 * goes in, and is made so. Begin at {@link org.gemel.api.dataplane.DataPlane}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.dataplane;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

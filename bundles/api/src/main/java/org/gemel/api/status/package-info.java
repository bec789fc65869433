/**
 * What is: immutable snapshots of the running virtual routers, for shells, pages and metrics. Begin at {@link
 * org.gemel.api.status.EngineStatus}; any thread may read them.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.status;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

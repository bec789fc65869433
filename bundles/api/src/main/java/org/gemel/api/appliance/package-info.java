/**
 * The running appliance as shells and pages see it. Begin at {@link org.gemel.api.appliance.Appliance}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.appliance;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

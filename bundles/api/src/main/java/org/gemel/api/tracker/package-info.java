/**
 * How things that virtual routers track are watched: a plugin for each kind, found by a service property. Begin at {@link org.gemel.api.tracker.TrackerFactory}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.tracker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

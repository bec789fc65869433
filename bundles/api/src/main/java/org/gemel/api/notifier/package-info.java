/**
 * How people and programs outside are told what happened: a plugin for each way, found by a service property. Begin at {@link org.gemel.api.notifier.Notifier}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.notifier;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

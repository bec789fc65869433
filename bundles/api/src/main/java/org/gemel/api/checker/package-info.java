/**
 * How real servers are checked: a plugin for each kind of check, found by a service property. Begin at {@link org.gemel.api.checker.CheckerFactory}.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.checker;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

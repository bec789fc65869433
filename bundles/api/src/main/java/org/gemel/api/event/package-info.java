/**
 * What happened: facts that travel from the engine to whoever listens.
 *
 * <p>A {@link org.gemel.api.event.Listener} is an ordinary service (whiteboard): register one and it is told.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Connections of checks, all on one event loop: who checks over the network says whom to call and holds a conversation, and needs
 * neither a thread nor a socket of its own.
 *
 * <p>{@link org.gemel.checker.connection.Dialers} is the service; a check opens a {@link org.gemel.checker.connection.Dialer}
 * when it is made, dials for each probe, and closes it at its end. The loop begins with the first call and ends with the last
 * dialer, so that a configuration without checks pays for none of it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.checker.connection;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

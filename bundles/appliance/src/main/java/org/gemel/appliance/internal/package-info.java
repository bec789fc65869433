/**
 * The appliance: finds and reads the configuration, runs it, changes it, and tells what happens.
 *
 * <p>{@link org.gemel.appliance.internal.RunCommand} is the component: the launcher calls its {@code run}, which works
 * until it is stopped. {@link org.gemel.appliance.internal.Run} is one such life: find the file, read it, check the
 * privileges, start, wait, stop. {@link org.gemel.appliance.internal.EngineKeeper} keeps an engine running while the
 * bundles that it is made of come and go. {@link org.gemel.appliance.internal.EventDispatcher} carries events from the
 * event loop to the {@link org.gemel.api.event.Listener} services, of which
 * {@link org.gemel.appliance.internal.Journal} is one.
 */
@NullMarked
package org.gemel.appliance.internal;

import org.jspecify.annotations.NullMarked;

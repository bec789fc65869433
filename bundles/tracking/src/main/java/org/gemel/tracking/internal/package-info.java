/**
 * Watches scripts, files and processes for whoever tracks them.
 *
 * <p>For each kind there is a component, which serves the {@link org.gemel.api.tracker.TrackerFactory}, and a tracker: a
 * plain class that asks the {@link org.gemel.api.platform.Platform} and turns the answers into
 * {@link org.gemel.api.tracker.Health}. Everything happens on the loop thread and nothing there waits. What a verdict means
 * to a virtual router is the engine's business.
 */
@NullMarked
package org.gemel.tracking.internal;

import org.jspecify.annotations.NullMarked;

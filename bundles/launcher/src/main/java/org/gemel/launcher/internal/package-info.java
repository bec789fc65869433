/**
 * The program {@code gemel}: what {@code bin/gemel} starts.
 *
 * <p>A command is either asked of a running appliance through its control socket ({@link ControlClient}; starts no
 * framework, so that it is quick), or carried out by a framework of its own ({@link Container}). Which bundles such a
 * command needs is said by a feature file, {@code etc/commands/NAME.json}, that the build has checked to resolve; the
 * command itself is a service, {@code java.util.function.ToIntFunction<String[]>} with the property {@code
 * gemel.command=NAME}, that one of those bundles registers and that returns the exit code. So a command is added with a
 * bundle and a feature file, and nothing here changes.
 */
@NullMarked
package org.gemel.launcher.internal;

import org.jspecify.annotations.NullMarked;

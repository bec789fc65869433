/**
 * Has checks asked by plugins, and keeps each kind of plugin from doing harm to the others: a {@code Workshop} is one factory
 * with a thread of its own on which all its code runs, a {@code CheckRun} is one check made there, a {@code Question} one
 * probe.
 */
@NullMarked
package org.gemel.balancer.internal.checking;

import org.jspecify.annotations.NullMarked;

/**
 * What a configuration comes to: every value in force, the defaults included, in the words of keepalived.conf.
 *
 * <p>{@link org.gemel.shell.internal.explain.Explained} makes the facts of a
 * {@link org.gemel.api.config.Configuration} and of nothing else, so that what is printed is what engines are given, not
 * what somebody wrote. One class tells of one kind of block. {@link org.gemel.shell.internal.explain.Origins} adds where
 * in the text a value comes from. Secrets are never shown.
 */
@NullMarked
package org.gemel.shell.internal.explain;

import org.jspecify.annotations.NullMarked;

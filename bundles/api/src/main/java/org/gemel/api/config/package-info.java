/**
 * The way of a configuration: text, {@link org.gemel.api.config.Directive} tree, {@link org.gemel.api.config.Configuration}.
 *
 * <p>A {@link org.gemel.api.config.ConfigFormat} turns text into the neutral tree in which every word knows its file, line
 * and column; a {@link org.gemel.api.config.ConfigurationReader} binds the tree to immutable records and reports what is
 * wrong as {@link org.gemel.api.config.Diagnostic} values. All types are immutable unless they say otherwise: records keep copies
 * of the collections that they are given, and any thread may read them. Times are {@link java.time.Duration}, and their ranges
 * are those of the keywords ({@code gemel reference}), which have been checked before a record is made.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * The {@link org.gemel.api.config.ConfigurationReader} service: the surest {@link org.gemel.api.config.ConfigFormat} turns
 * the file into a tree, the checker and the binder make a configuration of it.
 */
@NullMarked
package org.gemel.config.internal.reader;

import org.jspecify.annotations.NullMarked;

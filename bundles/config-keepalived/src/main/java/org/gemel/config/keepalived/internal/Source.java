package org.gemel.config.keepalived.internal;

import java.nio.file.Path;

/**
 * A file that is being read.
 *
 * @param name its name in positions
 * @param directory what relative includes and {@code ${_PWD}} refer to
 */
record Source(String name, Path directory) {}

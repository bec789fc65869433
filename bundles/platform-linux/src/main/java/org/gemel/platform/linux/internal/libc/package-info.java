/**
 * The C library and the kernel's binary interface: which functions are called, what the constants are worth and how the
 * structures lie in memory. Nothing here decides anything.
 */
@NullMarked
package org.gemel.platform.linux.internal.libc;

import org.jspecify.annotations.NullMarked;

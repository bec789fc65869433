/**
 * The C library's functions, as they are. Nothing here decides anything; what the numbers mean is known to who calls.
 *
 * <p>They are a bundle of their own, which needs JNA and nothing else, because JNA never lets go of a class that it has mapped
 * functions to, nor of what that class's loader holds: in the platform's bundle each update of the platform, or of the API that it
 * needs, would leave a megabyte behind for ever. This one has no reason to be updated.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.gemel.libc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

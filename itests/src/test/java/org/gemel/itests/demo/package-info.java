/**
 * The packaged {@code gemel demo}.
 */
@NullMarked
package org.gemel.itests.demo;

import org.jspecify.annotations.NullMarked;

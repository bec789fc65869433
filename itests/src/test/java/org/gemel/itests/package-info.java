/** Tests of the whole: what several tests read. */
@NullMarked
package org.gemel.itests;

import org.jspecify.annotations.NullMarked;

/**
 * {@code FILE_CHECK} and {@code BFD_CHECK}: a real server is as well as something that is tracked anyway.
 */
@NullMarked
package org.gemel.checker.tracker.internal;

import org.jspecify.annotations.NullMarked;

/**
 * {@code MISC_CHECK}: a real server is checked by a program of somebody's own, which says by its exit status whether it works,
 * and with {@code misc_dynamic} also what it is to weigh (behaviour 92).
 */
@NullMarked
package org.gemel.checker.misc.internal;

import org.jspecify.annotations.NullMarked;

/**
 * {@code TCP_CHECK}: a real server works if it takes a connection (behaviour 95), which is closed at once.
 */
@NullMarked
package org.gemel.checker.tcp.internal;

import org.jspecify.annotations.NullMarked;

/**
 * {@code DNS_CHECK}: a real server works if it answers a question without an error (rcode 0, behaviour 95), over UDP, and over TCP
 * where it says that its answer was cut. What the answer is does not matter.
 */
@NullMarked
package org.gemel.checker.dns.internal;

import org.jspecify.annotations.NullMarked;

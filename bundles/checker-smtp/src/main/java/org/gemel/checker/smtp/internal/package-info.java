/**
 * {@code SMTP_CHECK}: a real server works if it greets with 220 and answers HELO with 250 (behaviour 95). It is told QUIT, and
 * nothing of its answers is kept but one line at a time.
 */
@NullMarked
package org.gemel.checker.smtp.internal;

import org.jspecify.annotations.NullMarked;

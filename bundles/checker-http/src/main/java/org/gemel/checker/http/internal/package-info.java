/**
 * {@code HTTP_GET} and {@code SSL_GET}: a real server works if every {@code url} gets the answer that is wanted (behaviours 93 and
 * 94). The urls of a round are asked one right after the other, each on a connection of its own, beginning with the one that failed
 * last.
 *
 * <p>A {@link org.gemel.checker.http.internal.Url} is what is asked and wanted; a {@link
 * org.gemel.checker.http.internal.ResponseReader} makes sense of the bytes that come back, and knows nothing of connections; an
 * {@link org.gemel.checker.http.internal.Examination} compares. Nothing of a body is kept but, for a regular expression, a window
 * of it. Headers longer than 64 KiB are refused, and bodies are cut at 8 MiB.
 */
@NullMarked
package org.gemel.checker.http.internal;

import org.jspecify.annotations.NullMarked;

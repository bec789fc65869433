/**
 * Hands what happens to the {@link org.gemel.api.notifier.Notifier} services, each in its own time.
 *
 * <p>{@link org.gemel.appliance.internal.notify.Deliveries} knows them all and what the configuration wants. Each has a {@code
 * Post}, which keeps what is still to be told, in a {@code Lane} for each subject, and how it went; and while it is here a {@code
 * Teller}, the thread that calls it. A notifier that goes leaves its post to the next of its kind, which is told what waits. What was being told
 * then is not told again, and nobody knows how it ended: mail that is retried is lost with its notifier, and a script goes on beside
 * that of the next state. When the appliance's own bundle or the api is updated, what waits is lost too, and a warning says so.
 */
@NullMarked
package org.gemel.appliance.internal.notify;

import org.jspecify.annotations.NullMarked;

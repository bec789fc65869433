/**
 * Hands what happens to the {@link org.gemel.api.notifier.Notifier} services, each in its own time.
 *
 * <p>{@link org.gemel.appliance.internal.notify.Deliveries} knows them all and what the configuration wants. Each has a {@code
 * Post}, which keeps what is still to be told, in a {@code Lane} for each subject, and how it went; and while it is here a {@code
 * Teller}, the thread that calls it. A notifier that goes leaves its post to the next of its kind, which is told what waits, and of
 * a subject of which something has begun, when that has ended, or after 130 s; what was broken off is told again. When the
 * appliance's own bundle or the api is updated, the next life is told what waits, but of what has begun nobody hears again.
 */
@NullMarked
package org.gemel.appliance.internal.notify;

import org.jspecify.annotations.NullMarked;

/**
 * Runs commands when a virtual router or sync group changes, as keepalived's {@code notify} words ask for.
 *
 * <p>{@code Calls} says what is run for an event: the command of the occasion, then the one that is run always, with the event's words
 * behind its own. {@code Sequence} runs them one after the other on the platform's event loop, which only starts them and hears how
 * they end, and ends what takes too long.
 */
@NullMarked
package org.gemel.notifier.script.internal;

import org.jspecify.annotations.NullMarked;

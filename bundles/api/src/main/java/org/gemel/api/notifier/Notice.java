package org.gemel.api.notifier;

import org.gemel.api.config.Notifications;
import org.gemel.api.event.Event;

/**
 * What somebody is to be told.
 *
 * @param event what happened
 * @param wishes what is wanted for its subject; of a subject that is no more, what was wanted while it was there
 */
public record Notice(Event event, Notifications.Wishes wishes) {}

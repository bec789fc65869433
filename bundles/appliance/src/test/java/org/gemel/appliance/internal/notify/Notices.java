package org.gemel.appliance.internal.notify;

import java.time.Instant;
import org.gemel.api.config.Notifications;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;

/** Something to tell. */
final class Notices {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private Notices() {}

    static Notice of(Event event) {
        return new Notice(event, Notifications.Wishes.NONE);
    }

    static Event state(String instance, VrrpState state) {
        return new Event.Transition(NOW, instance, VrrpState.INIT, state, 100, "");
    }

    static Notice entered(String instance, VrrpState state) {
        return of(state(instance, state));
    }

    static Notice problem(String code) {
        return of(new Event.Problem(NOW, "VI_1", code, "broken"));
    }
}

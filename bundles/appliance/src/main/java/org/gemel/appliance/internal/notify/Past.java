package org.gemel.appliance.internal.notify;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one notifier was told of late, and how that went. Not safe for threads. */
final class Past {

    /** How many deliveries are remembered. */
    static final int MEMORY = 100;

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.notifications");

    private final String kind;
    private final Deque<Delivery> deliveries = new ArrayDeque<>();

    /** @param kind the notifier's kind */
    Past(String kind) {
        this.kind = kind;
    }

    /** In the order in which they ended. */
    Collection<Delivery> deliveries() {
        return deliveries;
    }

    /** Remembers a delivery, and logs one that is worth it. */
    void add(Teller.Telling telling, Outcome outcome, Duration took) {
        Event event = telling.what().notice().event();
        Duration waited = Duration.between(event.at(), telling.begun());
        Delivery delivery = new Delivery(
                kind,
                event.subject(),
                Words.of(event),
                event.at(),
                waited.isNegative() ? Duration.ZERO : waited,
                took,
                outcome.delivered(),
                outcome.detail(),
                telling.what().superseded());
        if (deliveries.size() == MEMORY) {
            deliveries.removeFirst();
        }
        deliveries.addLast(delivery);
        log(delivery);
    }

    private void log(Delivery delivery) {
        String name = delivery.subject().name();
        if (delivery.superseded() > 0) {
            LOG.warn(
                    "{}: the notifier {} is slow; {} was told in place of {} older",
                    name,
                    kind,
                    delivery.what(),
                    delivery.superseded());
        }
        if (!delivery.delivered()) {
            LOG.warn(
                    "{}: the notifier {} could not tell of {}: {} (after {} ms)",
                    name,
                    kind,
                    delivery.what(),
                    delivery.detail(),
                    delivery.took().toMillis());
        }
    }
}

package org.gemel.api.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gemel.api.config.Subject;

/**
 * Who was told what, and what is still to be told.
 *
 * @param deliveries the last ones, the oldest first; of each notifier at least 100 if there were so many
 * @param pending what waits or is being told now, of each notifier and subject in its order
 */
public record NotificationStatus(List<Delivery> deliveries, List<Pending> pending) {

    /** Nobody was told anything. */
    public static final NotificationStatus NONE = new NotificationStatus(List.of(), List.of());

    public NotificationStatus {
        deliveries = List.copyOf(deliveries);
        pending = List.copyOf(pending);
    }

    /**
     * Something that somebody was told, or should have been.
     *
     * @param notifier the notifier's kind
     * @param subject to what it happened
     * @param what what happened, a word such as {@code MASTER} or a short phrase
     * @param at when it happened
     * @param waited how long it waited to be told
     * @param took how long telling took
     * @param delivered whether they know
     * @param detail a short phrase for a person
     * @param superseded how many older ones were not told because this one is newer
     */
    public record Delivery(
            String notifier,
            Subject subject,
            String what,
            Instant at,
            Duration waited,
            Duration took,
            boolean delivered,
            String detail,
            int superseded) {}

    /**
     * Something that somebody is to be told.
     *
     * @param notifier the notifier's kind
     * @param subject to what it happened
     * @param what what happened, a word such as {@code MASTER} or a short phrase
     * @param at when it happened
     * @param begun whether it is being told now
     * @param superseded how many older ones will not be told because this one is newer
     */
    public record Pending(String notifier, Subject subject, String what, Instant at, boolean begun, int superseded) {}
}

package org.gemel.shell.internal;

import java.time.Instant;
import java.util.List;
import org.gemel.api.config.Subject;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.NotificationStatus.Pending;

/** Who was told what, for people. */
final class NotificationsText {

    /** As many as fit a screen; all of them are in the JSON. */
    static final int SHOWN = 20;

    private NotificationsText() {}

    /** A line for each of the last deliveries, the oldest first, then for what is still to be told. */
    static String of(NotificationStatus status, Instant now) {
        if (status.deliveries().isEmpty() && status.pending().isEmpty()) {
            return "nobody was told anything yet\n";
        }
        return deliveries(status.deliveries(), now) + pending(status.pending(), now);
    }

    private static String deliveries(List<Delivery> all, Instant now) {
        if (all.isEmpty()) {
            return "";
        }
        Columns columns = new Columns().row("AGO", "NOTIFIER", "OF", "WHAT", "WAITED", "TOOK", "OUTCOME");
        int from = Math.max(0, all.size() - SHOWN);
        for (Delivery delivery : all.subList(from, all.size())) {
            columns.row(
                    Durations.since(delivery.at(), now),
                    delivery.notifier(),
                    name(delivery.subject()),
                    delivery.what(),
                    Durations.timer(delivery.waited()),
                    Durations.timer(delivery.took()),
                    (delivery.delivered() ? "" : "FAILED: ") + delivery.detail() + inPlaceOf(delivery.superseded()));
        }
        String before = from == 0 ? "" : "the last " + SHOWN + " of " + all.size() + "; all with --json\n";
        return columns.text("") + before;
    }

    private static String pending(List<Pending> all, Instant now) {
        if (all.isEmpty()) {
            return "";
        }
        Columns columns = new Columns();
        for (Pending each : all) {
            columns.row(
                    Durations.since(each.at(), now),
                    each.notifier(),
                    name(each.subject()),
                    each.what(),
                    (each.begun() ? "is being told" : "waits") + inPlaceOf(each.superseded()));
        }
        return "\nstill to be told\n" + columns.text("");
    }

    private static String inPlaceOf(int superseded) {
        return superseded == 0 ? "" : ", in place of " + superseded + " older";
    }

    private static String name(Subject subject) {
        return subject.kind() == Subject.Kind.GROUP ? "group " + subject.name() : subject.name();
    }
}

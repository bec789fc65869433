package org.gemel.shell.internal;

import java.time.Instant;
import java.util.stream.Collectors;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.tracker.Health;

/** What is tracked and what comes of it, for people. */
final class TrackerText {

    private TrackerText() {}

    /** {@code script chk weight -20: failed for 3m2s: exit 1; takes 20 from the priority}. */
    static String of(TrackerStatus tracker, Instant now) {
        return tracker.tracked() + (tracker.ofGroup() ? " (sync group)" : "") + ": " + health(tracker.health())
                + " for " + Durations.since(tracker.since(), now) + reason(tracker) + effect(tracker);
    }

    /** {@code unknown}, {@code well}, {@code failed} or the number. */
    static String health(Health health) {
        if (health instanceof Health.Level level) {
            return Integer.toString(level.value());
        }
        return health instanceof Health.Well ? "well" : health instanceof Health.Failed ? "failed" : "unknown";
    }

    private static String reason(TrackerStatus tracker) {
        String said = tracker.health() instanceof Health.Failed failed ? failed.reason() : health(tracker.health());
        if (tracker.detail().contains(said)) {
            return tracker.detail().equals(health(tracker.health())) ? "" : ": " + tracker.detail();
        }
        String reason = tracker.health() instanceof Health.Failed ? ": " + said : "";
        return tracker.detail().isEmpty() ? reason : reason + " (" + tracker.detail() + ")";
    }

    private static String effect(TrackerStatus tracker) {
        if (tracker.obstructs()) {
            return "; keeps it in FAULT";
        }
        if (tracker.adds() == 0) {
            return "";
        }
        return tracker.adds() > 0
                ? "; adds " + tracker.adds() + " to the priority"
                : "; takes " + -tracker.adds() + " from the priority";
    }

    /** {@code 80: 100 configured, script chk -20}. */
    static String priority(InstanceStatus status) {
        String owner = status.priority() == VrrpInstance.OWNER_PRIORITY ? " (address owner)" : "";
        String changes = status.trackers().stream()
                .filter(tracker -> tracker.adds() != 0)
                .map(TrackerText::change)
                .collect(Collectors.joining());
        return status.effectivePriority() == status.priority() && changes.isEmpty()
                ? status.priority() + owner
                : status.effectivePriority() + ", configured " + status.priority() + owner + changes;
    }

    private static String change(TrackerStatus tracker) {
        return ", " + tracker.tracked().kind().text() + " " + tracker.tracked().name()
                + (tracker.adds() > 0 ? " +" : " ") + tracker.adds();
    }
}

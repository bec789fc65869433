package org.gemel.vrrp.internal.tracking;

import org.gemel.api.config.Tracked;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.tracker.Health;
import org.jspecify.annotations.Nullable;

/**
 * What something that is tracked means to who tracks it (behaviours 57 and 62).
 *
 * @param tracked how it is tracked
 * @param watch what is known about it
 * @param why what an interface is tracked for if nobody asked for it by name; empty otherwise
 */
public record Tie(Tracked tracked, Watch watch, String why) {

    /** The most that one tracker adds or takes. */
    public static final int MOST = 253;

    /** Asked for by name. */
    public Tie(Tracked tracked, Watch watch) {
        this(tracked, watch, "");
    }

    /** Why it keeps the virtual router from serving, for a person; null if it does not. */
    public @Nullable String obstacle() {
        Health health = watch.health();
        if (health instanceof Health.Level level) {
            return levelObstacle(level.value());
        }
        if (tracked.weight() != 0 || health instanceof Health.Unknown) {
            return null;
        }
        if (health instanceof Health.Failed failed) {
            return tracked.reverse() && failed.asked() ? null : failedText(failed);
        }
        return tracked.reverse() ? label() + " is well, and is tracked in reverse" : null;
    }

    /** Whether a master for which it is an obstacle can serve until another does: its links and its LAN are well. */
    boolean letsServeOn() {
        return switch (tracked.kind()) {
            case SCRIPT, FILE, PROCESS -> true;
            case INTERFACE, BFD -> false;
        };
    }

    private String failedText(Health.Failed failed) {
        String reason = tracked.kind() == Tracked.Kind.INTERFACE ? failed.reason() : label() + ": " + failed.reason();
        return why.isEmpty() ? reason : reason + ", " + why;
    }

    private @Nullable String levelObstacle(int value) {
        if (tracked.weight() == 0) {
            return (value != 0) == tracked.reverse() ? null : label() + " says " + value;
        }
        long product = product(value);
        return product < -MOST ? label() + " says " + value + ", which weighs " + product : null;
    }

    /** Whether it keeps a virtual router that has not served yet from starting, because nothing is known yet (behaviour 31). */
    public boolean awaited() {
        return tracked.weight() == 0 && watch.health() instanceof Health.Unknown;
    }

    /** What it adds to the priority, -253 to 253. */
    public int adds() {
        Health health = watch.health();
        int weight = tracked.weight();
        if (health instanceof Health.Level level) {
            return (int) Math.max(-MOST, Math.min(MOST, product(level.value())));
        }
        boolean counts = weight > 0 ? well(health) : weight < 0 && health instanceof Health.Failed && !well(health);
        return counts ? (tracked.reverse() ? -weight : weight) : 0;
    }

    /** What cannot be asked counts as what is unwelcome: as failed, but in reverse as well. */
    private boolean well(Health health) {
        return health instanceof Health.Well
                || (health instanceof Health.Failed failed && !failed.asked() && tracked.reverse());
    }

    private long product(int value) {
        long product = (long) value * tracked.weight();
        return tracked.reverse() ? -product : product;
    }

    /** What it is called. */
    public String label() {
        return tracked.kind().text() + " " + tracked.name();
    }

    /** How it stands. */
    public TrackerStatus status(boolean ofGroup) {
        return new TrackerStatus(
                tracked, ofGroup, watch.health(), watch.detail(), watch.since(), adds(), obstacle() != null);
    }
}

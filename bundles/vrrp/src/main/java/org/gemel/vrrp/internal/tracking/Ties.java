package org.gemel.vrrp.internal.tracking;

import java.util.List;
import java.util.Set;
import org.gemel.api.config.Tracked;
import org.jspecify.annotations.Nullable;

/**
 * All that a virtual router or a sync group tracks.
 *
 * @param all in the order of the configuration
 */
public record Ties(List<Tie> all) {

    /** Nothing. */
    public static final Ties NONE = new Ties(List.of());

    private static final int OWNER = 255;

    public Ties {
        all = List.copyOf(all);
    }

    /** What keeps from serving, for a person: the first such thing; null if there is nothing. */
    public @Nullable String obstacle() {
        for (int i = 0; i < all.size(); i++) {
            String obstacle = all.get(i).obstacle();
            if (obstacle != null) {
                return obstacle;
            }
        }
        return null;
    }

    /** Whether something keeps from serving that does not let a master serve until another does. */
    public boolean urgent() {
        for (int i = 0; i < all.size(); i++) {
            if (!all.get(i).letsServeOn() && all.get(i).obstacle() != null) {
                return true;
            }
        }
        return false;
    }

    /** What must be known before a start and is not, for a person; null if there is nothing. */
    public @Nullable String awaited() {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).awaited()) {
                return "waiting for the first verdict of " + all.get(i).label();
            }
        }
        return null;
    }

    /** What all of it together adds to a priority; may be far outside the range of priorities. */
    public int adds() {
        int sum = 0;
        for (int i = 0; i < all.size(); i++) {
            sum += all.get(i).adds();
        }
        return sum;
    }

    /** Whether something is among them. */
    public boolean contain(Watch watch) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).watch() == watch) {
                return true;
            }
        }
        return false;
    }

    /** Whether something is among them with a weight. */
    public boolean weigh(Watch watch) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).watch() == watch && all.get(i).tracked().weight() != 0) {
                return true;
            }
        }
        return false;
    }

    /** Adds the names of the interfaces among them. */
    public void addLinks(Set<String> names) {
        for (Tie tie : all) {
            if (tie.tracked().kind() == Tracked.Kind.INTERFACE) {
                names.add(tie.tracked().name());
            }
        }
    }

    /** How a priority comes about, for a person: {@code 100 configured, script chk -20}. */
    public String sum(int configured, Ties others) {
        StringBuilder text = new StringBuilder().append(configured).append(" configured");
        append(text);
        others.append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        for (Tie tie : all) {
            int adds = tie.adds();
            if (adds != 0) {
                text.append(", ")
                        .append(tie.label())
                        .append(adds > 0 ? " +" : " ")
                        .append(adds);
            }
        }
    }

    /** The priority in force: the owner's never changes, and nobody else's leaves 1 to 254 (behaviour 57). */
    public static int effective(int configured, int adds) {
        return configured == OWNER ? OWNER : Math.max(1, Math.min(OWNER - 1, configured + adds));
    }
}

package org.gemel.api.config;

import java.util.Locale;

/**
 * Something that a virtual router or a sync group watches, and what it means to it.
 *
 * @param kind what it is
 * @param name the interface, or the name of the {@link TrackerDefinition}
 * @param weight positive: added to the priority while all is well; negative: taken from it while it is not; 0: while it is
 *     not well the virtual router is in FAULT. Of a file: what its number is multiplied with; 0: any number but zero means
 *     FAULT (behaviours 57 and 62).
 * @param reverse with weight 0, whether well and not well change places; otherwise, whether the priority moves the other way
 */
public record Tracked(Kind kind, String name, int weight, boolean reverse) {

    /** What can be tracked. */
    public enum Kind {
        /** An interface: well while up with carrier. */
        INTERFACE,
        /** A {@link TrackerDefinition.Script}. */
        SCRIPT,
        /** A {@link TrackerDefinition.NumberFile}. */
        FILE,
        /** A {@link TrackerDefinition.ProcessCount}. */
        PROCESS,
        /** A {@link TrackerDefinition.BfdSession}. */
        BFD;

        /** The name in lower case, as it stands in properties and texts. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code script chk weight -20 reverse}. */
    @Override
    public String toString() {
        return kind.text() + " " + name + (weight == 0 ? "" : " weight " + weight) + (reverse ? " reverse" : "");
    }
}

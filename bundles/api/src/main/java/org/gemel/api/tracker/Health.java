package org.gemel.api.tracker;

/** What a tracker knows. Two that say the same are equal, and only a different one is news. */
public sealed interface Health {

    /** Nothing yet: who tracks it with weight 0 waits for the first verdict (behaviour 31). */
    record Unknown() implements Health {}

    /** All is well. */
    record Well() implements Health {}

    /**
     * It is not well, or nobody can tell.
     *
     * @param reason why, for a person: what failed, and if it could not be asked, what to do
     * @param asked whether it could be asked; if not, it counts as failed also for who tracks it in reverse
     */
    record Failed(String reason, boolean asked) implements Health {

        /** It was asked, and is not well. */
        public Failed(String reason) {
            this(reason, true);
        }

        /** It cannot be asked. */
        public static Failed unasked(String reason) {
            return new Failed(reason, false);
        }
    }

    /**
     * A number, of a kind that tells more than well or not.
     *
     * @param value any
     */
    record Level(int value) implements Health {}
}

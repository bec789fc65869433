package org.gemel.api.tracker;

/** What a tracker knows. Two that say the same are equal, and only a different one is news. */
public sealed interface Health {

    /** Nothing yet: who tracks it with weight 0 waits for the first verdict (behaviour 31). */
    record Unknown() implements Health {}

    /** All is well. */
    record Well() implements Health {}

    /**
     * It is not well.
     *
     * @param reason why, for a person: what failed, and if it could not be asked, what to do
     */
    record Failed(String reason) implements Health {}

    /**
     * A number, of a kind that tells more than well or not.
     *
     * @param value any
     */
    record Level(int value) implements Health {}
}

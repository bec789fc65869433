package org.gemel.launcher.internal;

import org.gemel.launcher.internal.DeployFolder.Found;

/**
 * What was made of a file in the folder.
 *
 * @param tried the last that was tried
 * @param attempt the state of the framework when it was last tried to start it; -1 for never
 */
record Deployed(Found tried, State state, long attempt) {

    /** What became of a name in the folder. */
    enum State {
        /** It is installed, and not started yet. */
        WAITS,
        /** It was told to start, and has not done so yet. */
        STARTS,
        /** It, or the one that was in its place before, was started, or put in the place of one that was shipped. */
        USED,
        /** Nothing. */
        UNUSED,
        /** Its jar is gone, but it runs on, for the one that was shipped does not work any more. */
        STAYS
    }

    Deployed(Found tried, State state) {
        this(tried, state, -1);
    }

    Deployed in(State next) {
        return new Deployed(tried, next, attempt);
    }
}

package org.gemel.platform.simulated;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a program does when it is run.
 *
 * @param status its exit status
 * @param takes how long it takes, by the world's clock; null for until it is ended
 * @param heedsTermination whether it ends when asked to; else only killing ends it
 * @param output what it says
 */
public record Conduct(int status, @Nullable Duration takes, boolean heedsTermination, String output) {

    /** Ends at once. */
    public static Conduct exits(int status) {
        return exits(status, Duration.ZERO);
    }

    /** Ends after a time. */
    public static Conduct exits(int status, Duration takes) {
        return new Conduct(status, takes, true, "");
    }

    /** Ends when asked to. */
    public static Conduct hangs() {
        return new Conduct(0, null, true, "");
    }

    /** Ends when killed. */
    public static Conduct hangsStubbornly() {
        return new Conduct(0, null, false, "");
    }

    /** The same with something to say. */
    public Conduct saying(String text) {
        return new Conduct(status, takes, heedsTermination, text);
    }
}

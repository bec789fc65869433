package org.gemel.api.checker;

import java.time.Duration;

/**
 * What came of a check.
 *
 * @param passed whether the real server works
 * @param weight what is added to the real server's weight from now on; kept where the check has not passed
 * @param evidence what led to that
 */
public record Verdict(boolean passed, int weight, Evidence evidence) {

    /**
     * What was seen.
     *
     * @param asked what was asked, such as {@code GET http://10.0.0.1/health}
     * @param answered what came back or went wrong, a phrase for a person; never contains a secret
     * @param took how long it took
     */
    public record Evidence(String asked, String answered, Duration took) {}

    /** The real server works. */
    public static Verdict passed(String asked, String answered, Duration took) {
        return new Verdict(true, 0, new Evidence(asked, answered, took));
    }

    /** The real server does not work. */
    public static Verdict failed(String asked, String answered, Duration took) {
        return new Verdict(false, 0, new Evidence(asked, answered, took));
    }
}

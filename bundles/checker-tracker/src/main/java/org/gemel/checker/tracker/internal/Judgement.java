package org.gemel.checker.tracker.internal;

import org.gemel.api.tracker.Health;

/**
 * What the health of something tracked means for a real server.
 *
 * @param passed whether it works
 * @param weight what is added to its weight
 * @param why a phrase for a person
 */
record Judgement(boolean passed, int weight, String why) {

    static Judgement of(Health health) {
        if (health instanceof Health.Well) {
            return new Judgement(true, 0, "all is well");
        }
        if (health instanceof Health.Failed failed) {
            return new Judgement(false, 0, failed.reason());
        }
        return new Judgement(false, 0, "nothing is known yet");
    }
}

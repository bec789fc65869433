package org.gemel.itests.endtoend;

import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;

/** Runs a story on a rig of its own, or skips it where a rig cannot be built. */
final class OnRig {

    /** What happens on a rig. */
    interface Story {
        void happen(Rig rig);
    }

    private OnRig() {}

    static void tell(Pairing pairing, Story story) {
        Requirement.check(pairing.missing());
        try (Rig rig = pairing.build()) {
            story.happen(rig);
        }
    }
}

package org.gemel.itests.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Rig;

/** Runs a story on a rig of its own, or skips it where a rig cannot be built. */
final class OnRig {

    /** What happens on a rig. */
    interface Story {
        void happen(Rig rig);
    }

    private OnRig() {}

    static void tell(Pairing pairing, Story story) {
        List<String> missing = pairing.missing();
        assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
        try (Rig rig = pairing.build()) {
            story.happen(rig);
        }
    }
}

package org.gemel.shell.internal.explain;

import java.util.List;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.Tracked.Kind;

/** What a virtual router or a sync group watches. */
final class TrackedFacts {

    private TrackedFacts() {}

    /** By kind; within a kind in the order of the text. */
    static void add(List<Tracked> tracked, Facts facts) {
        for (Kind kind : Kind.values()) {
            for (Tracked one : tracked) {
                if (one.kind() == kind) {
                    facts.add(
                            "track_" + kind.text(),
                            one.name() + " weight " + one.weight() + (one.reverse() ? " reverse" : ""));
                }
            }
        }
    }
}

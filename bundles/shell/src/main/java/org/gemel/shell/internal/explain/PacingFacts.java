package org.gemel.shell.internal.explain;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.Pacing;

/** How fast the LANs are told where addresses are. */
final class PacingFacts {

    private PacingFacts() {}

    static void addGlobal(Pacing pacing, Facts facts) {
        facts.add("vrrp_garp_interval", pacing.arpInterval()).add("vrrp_gna_interval", pacing.naInterval());
    }

    /** The groups, named by their interfaces, since they have no name of their own. */
    static Stream<Section> groups(List<Pacing.Group> groups) {
        return groups.stream()
                .map(group -> new Facts()
                        .add("garp_interval", group.arpInterval())
                        .add("gna_interval", group.naInterval())
                        .all("interfaces", group.interfaces(), link -> link)
                        .section("garp_group", ""));
    }
}

package org.gemel.itests.dump;

import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import java.util.Set;

/** Lines of a dump that say nothing of what is configured, or nothing of these blocks. */
final class Unused {

    /** The state of a run, and what is the same for all. */
    private static final Set<String> ANYWHERE = Set.of(
            "Notify deleted",
            "Weight",
            "Status",
            "Result",
            "State",
            "Tracking instances",
            "Tracking VRRP instances",
            "VRRP instances");

    private static final Map<String, Set<String>> BY_BLOCK = Map.of(
            "vrrp_instance",
            Set.of(
                    "Sync group",
                    "Number of config faults",
                    "Number of tracker faults",
                    "Unicast config option specified but using multicast",
                    "Next gratuitous ARP for such secondary",
                    "No sockets allocated",
                    "Debug level",
                    "Using smtp"),
            "garp_group",
            Set.of("GARP next time 0.000000 (Thu Jan  1 00", "GNA next time 0.000000 (Thu Jan  1 00"),
            "vrrp_script",
            Set.of("Insecure", "Init state", "Script uid:gid"),
            "vrrp_track_process",
            Set.of("Current processes", "Have quorum"),
            "bfd_instance",
            Set.of("send event to VRRP process", "send event to checker process"));

    private Unused() {}

    static void check(String block, Outline line) {
        if (!ANYWHERE.contains(line.key())
                && !BY_BLOCK.getOrDefault(block, Set.of()).contains(line.key())) {
            fail("this test does not know what '%s' in the dump of a %s means", line.text(), block);
        }
    }
}

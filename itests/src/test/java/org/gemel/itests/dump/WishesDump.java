package org.gemel.itests.dump;

import java.util.Map;
import java.util.Optional;
import org.gemel.shell.internal.explain.Fact;

/** What is to be told of a virtual router or a sync group, in a dump. */
final class WishesDump {

    private static final Map<String, String> SWITCHES =
            Map.of("Using smtp notification", "smtp_alert", "Notify priority changes", "notify_priority_changes");

    private static final Map<String, String> COMMANDS = Map.of(
            "Backup state transition script", "notify_backup",
            "Master state transition script", "notify_master",
            "Fault state transition script", "notify_fault",
            "Stop state transition script", "notify_stop",
            "Generic state transition script", "notify",
            "Master rx lower pri script", "notify_master_rx_lower_pri");

    private WishesDump() {}

    /** What a line says about it; empty if nothing. */
    static Optional<Fact> fact(Outline line) {
        if (SWITCHES.containsKey(line.key())) {
            boolean on = line.value().equals("yes") || line.value().equals("true");
            return Optional.of(new Fact(SWITCHES.get(line.key()), on ? "on" : "off"));
        }
        return Optional.ofNullable(COMMANDS.get(line.key()))
                .map(keyword -> new Fact(
                        keyword, line.value().replaceFirst(", uid:gid .*", "").replace("'", "")));
    }
}

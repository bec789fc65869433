package org.gemel.itests.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** A sync group in a dump. */
final class GroupDump {

    private final Outline group;
    private final List<Fact> facts = new ArrayList<>();

    GroupDump(Outline group) {
        this.group = group;
    }

    Section section() {
        boolean weights = false;
        for (Outline line : group.children()) {
            Optional<Fact> wish = WishesDump.fact(line);
            wish.ifPresent(facts::add);
            if (wish.isPresent() || Tracks.add(line, facts) || line.text().startsWith("Num member ")) {
                continue;
            }
            switch (line.key()) {
                case "VRRP member instances" -> line.entries().forEach(member -> facts.add(new Fact("group", member)));
                case "sync group tracking weight set" -> weights = true;
                default -> Unused.check("vrrp_sync_group", line);
            }
        }
        facts.add(new Fact("sync_group_tracking_weight", weights ? "on" : "off"));
        return new Section("vrrp_sync_group", group.value().replaceFirst(",.*", ""), facts);
    }
}

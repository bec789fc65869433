package org.gemel.shell.internal.explain;

import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.SyncGroup;

/** What holds for a sync group. */
final class GroupFacts {

    private GroupFacts() {}

    static Section of(SyncGroup group, Wishes wishes) {
        Facts facts = new Facts()
                .all("group", group.members(), member -> member)
                .add("sync_group_tracking_weight", group.weightsCount());
        TrackedFacts.add(group.tracked(), facts);
        WishesFacts.add(wishes, facts);
        return facts.section("vrrp_sync_group", group.name());
    }
}

package org.gemel.config.internal.bind;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds sync groups (behaviours 67 to 70). */
final class SyncGroupBinder {

    private final Membership membership;
    private final TrackingBinder tracking;
    private final Diagnostics diagnostics;

    SyncGroupBinder(Membership membership, TrackingBinder tracking, Diagnostics diagnostics) {
        this.membership = membership;
        this.tracking = tracking;
        this.diagnostics = diagnostics;
    }

    /** The groups that have a member. */
    List<SyncGroup> bind(Block text, List<VrrpInstance> instances) {
        List<SyncGroup> groups = new ArrayList<>();
        for (Item item : text.all("vrrp_sync_group")) {
            List<VrrpInstance> members = membership.members(item).stream()
                    .flatMap(name ->
                            instances.stream().filter(each -> each.name().equals(name)))
                    .toList();
            checkOwners(item, members);
            if (!members.isEmpty()) {
                groups.add(new SyncGroup(
                        item.text(),
                        members.stream().map(VrrpInstance::name).toList(),
                        tracking.ofGroup(item),
                        item.block().flag("sync_group_tracking_weight")));
            }
        }
        return groups;
    }

    private void checkOwners(Item item, List<VrrpInstance> members) {
        long owners = members.stream().filter(VrrpInstance::owner).count();
        if (owners > 0 && owners < members.size()) {
            diagnostics.warning(
                    item.at(),
                    "owner-and-others",
                    "sync group " + item.text()
                            + " has members with priority 255 and others; all of them start as BACKUP",
                    "give all members the same priority");
        }
    }
}

package org.gemel.config.internal.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Rules of {@code vrrp_sync_group} (behaviour 70). */
final class SyncGroupRules {

    private SyncGroupRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        Map<String, Item> groupOf = new HashMap<>();
        for (Item group : text.all("vrrp_sync_group")) {
            List<Item.Argument> members = group.block().entries("group").stream()
                    .flatMap(entry -> entry.arguments().stream())
                    .toList();
            if (members.isEmpty() && group.block().contains("group")) {
                diagnostics.warning(
                        group.at(),
                        "empty-group",
                        "sync group " + group.text() + " has no members and is ignored",
                        "list at least two instances in its group block");
            }
            if (members.size() == 1) {
                diagnostics.warning(
                        group.at(),
                        "single-member-group",
                        "sync group " + group.text() + " has only one member and keeps nothing together",
                        "add the other instances or remove the group");
            }
            for (Item.Argument member : members) {
                Item first = groupOf.putIfAbsent(member.word().text(), group);
                if (first == group) {
                    diagnostics.warning(
                            member.word().at(),
                            "repeated-member",
                            member.word() + " is already in this sync group",
                            "remove it");
                }
                if (first != null && first != group) {
                    diagnostics.error(
                            member.word().at(),
                            "member-of-two-groups",
                            member.word() + " is already in sync group " + first.text() + "; it stays there alone",
                            "list each instance in one sync group");
                }
            }
        }
    }
}

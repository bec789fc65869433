package org.gemel.config.internal.bind;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/** Which sync group each virtual router is in: the first that lists it (behaviour 70). */
final class Membership {

    private final Map<String, Item> groupOf = new HashMap<>();

    Membership(Block text) {
        for (Item group : text.all("vrrp_sync_group")) {
            named(group).forEach(name -> groupOf.putIfAbsent(name, group));
        }
    }

    private static Set<String> named(Item group) {
        Set<String> names = new LinkedHashSet<>();
        group.block()
                .entries("group")
                .forEach(entry -> entry.arguments()
                        .forEach(argument -> names.add(argument.word().text())));
        return names;
    }

    /** The group of a virtual router. */
    Optional<Item> groupOf(String instance) {
        return Optional.ofNullable(groupOf.get(instance));
    }

    /** The members of a group, in the order of the text. */
    Set<String> members(Item group) {
        Set<String> names = named(group);
        names.removeIf(name -> groupOf.get(name) != group);
        return names;
    }
}

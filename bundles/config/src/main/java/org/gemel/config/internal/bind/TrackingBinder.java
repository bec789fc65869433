package org.gemel.config.internal.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds what virtual routers and sync groups track. A weight that an entry does not have is its definition's. */
final class TrackingBinder {

    private final Block text;
    private final List<TrackerDefinition> definitions;
    private final Membership membership;
    private final Diagnostics diagnostics;

    /** A block of things tracked, and the blocks that define them. */
    private enum Source {
        INTERFACE("track_interface", Tracked.Kind.INTERFACE, 0),
        SCRIPT("track_script", Tracked.Kind.SCRIPT, 0, "vrrp_script"),
        FILE("track_file", Tracked.Kind.FILE, 1, "track_file", "vrrp_track_file"),
        PROCESS("track_process", Tracked.Kind.PROCESS, 1, "vrrp_track_process"),
        BFD("track_bfd", Tracked.Kind.BFD, 0, "bfd_instance");

        private final String word;
        private final Tracked.Kind kind;
        private final int weight;
        private final List<String> definedBy;

        Source(String word, Tracked.Kind kind, int weight, String... definedBy) {
            this.word = word;
            this.kind = kind;
            this.weight = weight;
            this.definedBy = List.of(definedBy);
        }

        static @Nullable Source of(String word) {
            for (Source each : values()) {
                if (each.word.equals(word)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** What tells trackers apart. */
    private record Identity(Tracked.Kind kind, String name) {
        static Identity of(Tracked tracked) {
            return new Identity(tracked.kind(), tracked.name());
        }
    }

    /** An entry of the text and what it means. */
    private record Entry(Item item, Tracked tracked) {}

    /** @param definitions what could be bound; an entry whose definition could not was reported with it */
    TrackingBinder(Block text, List<TrackerDefinition> definitions, Membership membership, Diagnostics diagnostics) {
        this.text = text;
        this.definitions = definitions;
        this.membership = membership;
        this.diagnostics = diagnostics;
    }

    /** What a sync group tracks. */
    List<Tracked> ofGroup(Item group) {
        return entries(group.block()).stream().map(Entry::tracked).toList();
    }

    /** What an instance tracks. */
    Tracking ofInstance(Item instance, int priority) {
        Block own = instance.block();
        String link = own.last("interface").map(Item::text).orElse("");
        Item group = membership.groupOf(instance.text()).orElse(null);
        Set<Identity> ofGroup = new HashSet<>();
        if (group != null) {
            ofGroup(group).forEach(each -> ofGroup.add(Identity.of(each)));
        }
        List<Tracked> tracked = new ArrayList<>();
        for (Entry entry : entries(own)) {
            boolean itself = entry.tracked.kind() == Tracked.Kind.INTERFACE
                    && entry.tracked.name().equals(link);
            if (!itself && counts(entry, priority, group, ofGroup)) {
                tracked.add(entry.tracked);
            }
        }
        return new Tracking(!own.flag("dont_track_primary"), own.flag("track_src_ip"), tracked);
    }

    private boolean counts(Entry entry, int priority, @Nullable Item group, Set<Identity> ofGroup) {
        if (ofGroup.contains(Identity.of(entry.tracked)) && group != null) {
            diagnostics.warning(
                    entry.item.at(),
                    "tracked-by-group",
                    entry.item.word() + " is tracked by sync group " + group.text() + " already; ignored here",
                    "remove one of the two");
            return false;
        }
        if (entry.tracked.weight() == 0) {
            return true;
        }
        if (priority == VrrpInstance.OWNER_PRIORITY) {
            diagnostics.warning(
                    entry.item.at(),
                    "weight-of-owner",
                    "priority 255 never changes; " + entry.item.word() + " with its weight " + entry.tracked.weight()
                            + " is ignored",
                    "write weight 0 if the router must not serve without it, or a lower priority");
            return false;
        }
        if (group != null && !group.block().flag("sync_group_tracking_weight")) {
            diagnostics.warning(
                    entry.item.at(),
                    "weight-in-sync-group",
                    "the members of sync group " + group.text() + " must have the same priorities everywhere; "
                            + entry.item.word() + " with its weight " + entry.tracked.weight() + " is ignored",
                    "track it in the sync group, write weight 0, or write sync_group_tracking_weight in the group");
            return false;
        }
        return true;
    }

    private List<Entry> entries(Block own) {
        Set<Identity> seen = new HashSet<>();
        List<Entry> entries = new ArrayList<>();
        for (Item block : own.items()) {
            Source source = Source.of(block.name());
            if (source != null) {
                for (Item item : block.block().items()) {
                    Tracked tracked = tracked(item, source);
                    if (isDefined(tracked) && fresh(item, seen.add(Identity.of(tracked)))) {
                        entries.add(new Entry(item, tracked));
                    }
                }
            }
        }
        return entries;
    }

    private boolean fresh(Item item, boolean fresh) {
        if (!fresh) {
            diagnostics.warning(
                    item.at(),
                    "tracked-twice",
                    item.word() + " is tracked here already; ignored",
                    "remove one of the two");
        }
        return fresh;
    }

    private boolean isDefined(Tracked tracked) {
        return tracked.kind() == Tracked.Kind.INTERFACE
                || definitions.stream()
                        .anyMatch(each ->
                                each.kind() == tracked.kind() && each.name().equals(tracked.name()));
    }

    private Tracked tracked(Item item, Source source) {
        Optional<Item> usual =
                definition(item.text(), source).flatMap(each -> each.block().last("weight"));
        int weight =
                item.block().last("weight").or(() -> usual).map(Item::number).orElse(source.weight);
        return new Tracked(source.kind, item.text(), weight, reverse(item.block(), usual));
    }

    private Optional<Item> definition(String name, Source source) {
        return source.definedBy.stream()
                .flatMap(word -> text.all(word).stream())
                .filter(item -> item.text().equals(name))
                .findFirst();
    }

    /** The entry's last word about it, else the definition's. */
    private static boolean reverse(Block options, Optional<Item> usual) {
        return options.items().stream()
                .map(Item::name)
                .filter(name -> name.equals("reverse") || name.equals("noreverse"))
                .reduce((first, second) -> second)
                .map(name -> name.equals("reverse"))
                .orElse(usual.map(item -> item.has(1)).orElse(false));
    }
}

package org.gemel.vrrp.internal.engine;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.tracker.Health;
import org.gemel.vrrp.internal.tracking.Ties;
import org.gemel.vrrp.internal.tracking.Watch;
import org.jspecify.annotations.Nullable;

/** What a virtual router needs to serve, and what keeps it from that. Loop thread only. */
final class Needs {

    private final Surroundings surroundings;
    private final Attachment attachment;
    private final VirtualLinks virtualLinks;

    private VrrpInstance instance;
    private Ties ties;
    private @Nullable String obstacle;
    private boolean urgent;

    Needs(VrrpInstance instance, Surroundings surroundings, Attachment attachment, VirtualLinks virtualLinks) {
        this.instance = instance;
        this.surroundings = surroundings;
        this.attachment = attachment;
        this.virtualLinks = virtualLinks;
        this.ties = TieFinder.of(instance, surroundings.watches());
    }

    void adapt(VrrpInstance changed) {
        instance = changed;
        ties = TieFinder.of(changed, surroundings.watches());
    }

    /** What it tracks for itself. */
    Ties ties() {
        return ties;
    }

    boolean concern(Watch watch) {
        boolean own = watch.kind() == Tracked.Kind.INTERFACE && watch.name().equals(instance.interfaceName());
        return own || ties.contain(watch);
    }

    void addWatchedLinks(Set<String> names) {
        names.add(instance.interfaceName());
        ties.addLinks(names);
    }

    /** The priority in force, with what is tracked for the whole group. */
    int priority(Ties ofGroup) {
        return Ties.effective(instance.priority(), ties.adds() + ofGroup.adds());
    }

    /** How everything is that it tracks, and its group. */
    List<TrackerStatus> trackers(Ties ofGroup) {
        return Stream.concat(
                        ties.all().stream().map(tie -> tie.status(false)),
                        ofGroup.all().stream().map(tie -> tie.status(true)))
                .toList();
    }

    /** Why something has failed that only weighs; null if it has not, or does more than that. */
    @Nullable
    String failure(Watch watch, Ties ofGroup) {
        return (ties.weigh(watch) || ofGroup.weigh(watch)) && watch.health() instanceof Health.Failed failed
                ? watch.kind().text() + " " + watch.name() + " has failed: " + failed.reason()
                : null;
    }

    /** What keeps the router from serving, for a person; null if nothing does. Opens its interface, or moves to it. */
    @Nullable
    String inspect() {
        obstacle = attachment.follow(instance);
        if (obstacle == null) {
            obstacle = virtualLinks.ensure(instance);
        }
        String lack = surroundings.lacks().apply(instance.name());
        urgent = obstacle != null || lack != null || ties.urgent();
        if (obstacle == null) {
            obstacle = ties.obstacle();
        }
        if (obstacle == null) {
            obstacle = lack;
        }
        return obstacle;
    }

    /** Whether the last inspection found something with which a master cannot serve until another does. */
    boolean urgent() {
        return urgent;
    }

    /** What the last inspection found. */
    @Nullable
    String obstacle() {
        return obstacle;
    }

    /** What must be known before a start and is not, for a person; null if nothing is missing. */
    @Nullable
    String awaited() {
        String awaited = ties.awaited();
        return awaited == null && !mayServeAll() ? "waiting for the packet rules of no_accept" : awaited;
    }

    /** Whether a master would be let to serve every address; without them nobody is helped by its winning. */
    private boolean mayServeAll() {
        return instance.accepts()
                || Stream.of(instance.addresses(), instance.excludedAddresses())
                        .flatMap(List::stream)
                        .allMatch(each -> surroundings.admits().test(each.address()));
    }
}

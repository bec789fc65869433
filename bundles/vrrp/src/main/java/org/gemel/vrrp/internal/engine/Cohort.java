package org.gemel.vrrp.internal.engine;

import java.util.List;
import java.util.Set;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.event.Event;
import org.gemel.api.status.GroupStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.tracking.Ties;
import org.gemel.vrrp.internal.tracking.Watch;
import org.jspecify.annotations.Nullable;

/**
 * Virtual routers that change state together, in one turn of the loop: the members of a sync group, or one alone (behaviours 67
 * to 70).
 *
 * <p>A member that hears no master does not pull the others along while one of them hears a better master, unless its own said
 * that it leaves. The LAN between the routers is broken then, not the other router, which would take everything back at once,
 * again and again. keepalived 2.2.7 stays too; here it is said.
 */
final class Cohort {

    private final @Nullable SyncGroup group;
    private final List<VirtualRouter> members;
    private final Ties ties;
    private final Surroundings surroundings;
    private VrrpState told;

    /**
     * A sync group.
     *
     * @param before the same one before a reload; null if it is new
     */
    Cohort(
            SyncGroup group,
            List<VirtualRouter> members,
            Ties ties,
            @Nullable Cohort before,
            Surroundings surroundings) {
        this.group = group;
        this.members = List.copyOf(members);
        this.ties = ties;
        this.surroundings = surroundings;
        this.told = before == null ? common() : before.told;
    }

    /** One alone. */
    Cohort(VirtualRouter alone, Surroundings surroundings) {
        this.group = null;
        this.members = List.of(alone);
        this.ties = Ties.NONE;
        this.surroundings = surroundings;
        this.told = VrrpState.INIT;
    }

    List<VirtualRouter> members() {
        return members;
    }

    /** Whether one of them, or their sync group, has one of these names. */
    boolean hasAny(Set<String> names) {
        return (group != null && names.contains(group.name()))
                || members.stream()
                        .anyMatch(each -> names.contains(each.instance().name()));
    }

    /** The sync group's name; null for one alone. */
    @Nullable
    String name() {
        return group == null ? null : group.name();
    }

    /** What all of them track together. */
    Ties ties() {
        return ties;
    }

    /** Whether any of them needs to know what became of a watch. */
    boolean concernedBy(Watch watch) {
        if (ties.contain(watch)) {
            return true;
        }
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).needs().concern(watch)) {
                return true;
            }
        }
        return false;
    }

    /** Something has failed that only weighs: nobody's state will say why. */
    void tellOfFailure(Watch watch) {
        for (VirtualRouter member : members) {
            member.tellOfFailure(watch, ties);
        }
    }

    /** Compares what its members need with what there is: weighs their priorities, starts them, or faults them. */
    void evaluate() {
        VirtualRouter culprit = null;
        for (int i = 0; i < members.size(); i++) {
            VirtualRouter member = members.get(i);
            member.weigh(ties);
            if (member.needs().inspect() != null && culprit == null) {
                culprit = member;
            }
        }
        String ours = ties.obstacle();
        if (culprit != null || ours != null) {
            if (!departs()) {
                fault(culprit, ours);
            }
            return;
        }
        Handover leaving = handover();
        if (leaving != null) {
            leaving.recover();
        }
        String awaited = awaited();
        if (awaited == null) {
            start();
        } else {
            members.forEach(member -> member.await(awaited));
        }
    }

    /**
     * Whether masters serve on until they are succeeded, for they can: what has failed is neither a link nor the LAN. keepalived
     * takes the addresses away at once, and nobody serves for a skew time.
     */
    private boolean departs() {
        if (ties.urgent() || members.stream().anyMatch(each -> each.needs().urgent())) {
            return false;
        }
        Handover leaving = handover();
        if (leaving != null) {
            leaving.depart();
            return leaving.goesOn();
        }
        long now = surroundings.loop().nanoTime();
        if (members.stream().allMatch(each -> each.election().serving(now) && !each.ownsForGood())) {
            Handover.depart(members, surroundings.loop());
            return true;
        }
        return false;
    }

    /** The handover of its members that goes on, or null. */
    @Nullable
    Handover handover() {
        for (int i = 0; i < members.size(); i++) {
            Handover handover = members.get(i).handover();
            if (handover != null) {
                return handover;
            }
        }
        return null;
    }

    private void fault(@Nullable VirtualRouter culprit, @Nullable String ours) {
        // Everybody's goodbye goes out before anybody's addresses are taken away, which takes longer.
        members.forEach(member -> member.election().sayGoodbye());
        for (VirtualRouter member : members) {
            if (surroundings.hold().forGood() && member.election().state() == VrrpState.INIT) {
                continue;
            }
            String own = member.needs().obstacle();
            if (own == null) {
                own = culprit == null
                        ? ours
                        : culprit.instance().name() + ": " + culprit.needs().obstacle();
                own = group == null ? own : "sync group " + group.name() + ": " + own;
            }
            member.fault(String.valueOf(own));
        }
    }

    private @Nullable String awaited() {
        String awaited = surroundings.hold().awaited();
        if (awaited == null) {
            awaited = ties.awaited();
        }
        for (int i = 0; i < members.size() && awaited == null; i++) {
            awaited = members.get(i).needs().awaited();
        }
        return awaited;
    }

    private void start() {
        long now = surroundings.loop().nanoTime();
        boolean owners = allOwn();
        boolean some = false;
        for (VirtualRouter member : members) {
            VrrpState before = member.election().state();
            member.election().start(now, owners);
            some |= before != member.election().state();
        }
        if (some) {
            unite();
        }
    }

    /** Owners and others in one group cannot be masters at once: they all begin as backups (behaviour 70). */
    private boolean allOwn() {
        return members.stream().allMatch(member -> member.instance().owner());
    }

    /** A backup has become the owner of its addresses, and need not wait if the others own theirs too. */
    void claim(VirtualRouter who) {
        long now = surroundings.loop().nanoTime();
        if (allOwn() && inState(VrrpState.INIT) == null && inState(VrrpState.FAULT) == null && following(now) == null) {
            takeOver(who, "priority 255 owns the addresses", now);
        }
    }

    /** Brings together what came together: members of different state, after a start or a reload. */
    void unite() {
        long now = surroundings.loop().nanoTime();
        VirtualRouter master = inState(VrrpState.MASTER);
        if (master == null || inState(VrrpState.BACKUP) == null) {
            return;
        }
        VirtualRouter follower = following(now);
        if (follower == null) {
            takeOver(master, "in the master's group", now);
        } else {
            stepDown(follower, "another master is better", now);
        }
    }

    private @Nullable VirtualRouter inState(VrrpState state) {
        for (VirtualRouter member : members) {
            if (member.election().state() == state) {
                return member;
            }
        }
        return null;
    }

    /** The member that hears a master to which it would have to yield. */
    private @Nullable VirtualRouter following(long now) {
        for (VirtualRouter member : members) {
            if (member.election().followsBetter(now)) {
                return member;
            }
        }
        return null;
    }

    /** The member that still hears such a master, while this one does not hear its own any more. */
    private @Nullable VirtualRouter following(VirtualRouter silent, long now) {
        for (VirtualRouter member : members) {
            if (member != silent
                    && member.election().followsBetter(now)
                    && member.election().heardSinceDue(silent.election())) {
                return member;
            }
        }
        return null;
    }

    /** A member has waited for its master long enough. */
    void masterIsDown(VirtualRouter who, String reason, long now) {
        if (inState(VrrpState.INIT) != null || inState(VrrpState.FAULT) != null) {
            who.election().keepWaiting(now);
            return;
        }
        VirtualRouter follower = who.election().masterResigned() ? null : following(who, now);
        if (follower == null) {
            takeOver(who, reason, now);
        } else {
            who.divided(follower);
            who.election().keepWaiting(now);
        }
    }

    private void takeOver(VirtualRouter who, String reason, long now) {
        who.election().takeOver(now, reason);
        for (VirtualRouter member : members) {
            if (member != who) {
                member.election().takeOver(now, because(who, reason));
            }
        }
    }

    /** A member is not master any more: somebody else is. */
    void yielded(VirtualRouter who, String reason) {
        stepDown(who, reason, surroundings.loop().nanoTime());
    }

    private void stepDown(VirtualRouter who, String reason, long now) {
        for (VirtualRouter member : members) {
            if (member != who) {
                member.election().stepDownWith(who.election(), now, because(who, reason));
            }
        }
    }

    private String because(VirtualRouter who, String reason) {
        return "sync group " + name() + ": " + who.instance().name() + ": " + reason;
    }

    /** Its members went on where others were suspended; what their common state is was told by those. */
    void resumed() {
        told = common();
    }

    /** How a sync group is; null for one alone. */
    @Nullable
    GroupStatus status() {
        if (group == null) {
            return null;
        }
        return new GroupStatus(
                group.name(),
                members.stream().map(member -> member.instance().name()).toList(),
                common());
    }

    /** The state that all members are in; INIT while they are not in one. */
    private VrrpState common() {
        VrrpState first = members.get(0).election().state();
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i).election().state() != first) {
                return VrrpState.INIT;
            }
        }
        return first;
    }

    /** The last of a sync group's members that changes its state changes that of the group. */
    void memberChanged(String why) {
        VrrpState now = group == null ? VrrpState.INIT : common();
        if (group != null && now != VrrpState.INIT && now != told) {
            surroundings
                    .events()
                    .accept(new Event.GroupTransition(surroundings.loop().wallTime(), group.name(), told, now, why));
            told = now;
        }
    }

    /** Says that the sync group has ended for good. */
    void tellEnd(Event.End end) {
        if (group != null) {
            surroundings
                    .events()
                    .accept(new Event.GroupEnded(surroundings.loop().wallTime(), group.name(), end));
        }
    }
}

package org.gemel.vrrp.internal.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.VrrpState;

/** Begins handovers and ends them, for virtual routers and those that keep together with them. Loop thread only. */
final class Handovers {

    private final EventLoop loop;
    private final Roster roster;

    Handovers(EventLoop loop, Roster roster) {
        this.loop = loop;
        this.roster = roster;
    }

    /** Hands over virtual routers by their names, and those in a sync group with them. */
    CompletableFuture<List<HandoverResult>> handOver(Set<String> instances) {
        List<CompletableFuture<List<HandoverResult>>> all = new ArrayList<>();
        for (Cohort cohort : roster.cohorts()) {
            if (cohort.hasAny(instances)) {
                all.add(handOver(cohort));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenApply(done ->
                        all.stream().flatMap(each -> each.join().stream()).toList());
    }

    private CompletableFuture<List<HandoverResult>> handOver(Cohort cohort) {
        Handover running = cohort.handover();
        if (running != null) {
            return running.results();
        }
        List<VirtualRouter> masters = masters(cohort);
        if (masters.isEmpty()) {
            return said(
                    cohort.members(),
                    HandoverResult.End.NOT_MASTER,
                    each -> "is " + each.election().state() + ", there is nothing to hand over");
        }
        if (masters.stream().anyMatch(VirtualRouter::ownsForGood)) {
            return said(
                    masters,
                    HandoverResult.End.STILL_MASTER,
                    each -> "its addresses are the interface's own (priority 255)"
                            + " and cannot be given away; still MASTER");
        }
        return Handover.begin(masters, loop).results();
    }

    private static CompletableFuture<List<HandoverResult>> said(
            List<VirtualRouter> routers, HandoverResult.End end, Function<VirtualRouter, String> text) {
        return CompletableFuture.completedFuture(routers.stream()
                .map(each -> new HandoverResult(each.instance().name(), end, text.apply(each)))
                .toList());
    }

    private static List<VirtualRouter> masters(Cohort cohort) {
        return cohort.members().stream()
                .filter(each -> each.election().state() == VrrpState.MASTER)
                .toList();
    }

    /** Lets virtual routers stand for election again, and those in a sync group with them. */
    List<String> takeBack(Set<String> instances) {
        List<String> names = new ArrayList<>();
        for (Cohort cohort : roster.cohorts()) {
            if (cohort.hasAny(instances) && cohort.handover() == null) {
                for (VirtualRouter member : cohort.members()) {
                    if (member.election().abstains()) {
                        member.election().giving().standAgain();
                        names.add(member.instance().name());
                    }
                }
            }
        }
        return names;
    }

    /** Ends all: backups at once, and masters as soon as they are succeeded. */
    CompletableFuture<Void> retire(Duration limit) {
        Set<Handover> all = new LinkedHashSet<>();
        for (Cohort cohort : roster.cohorts()) {
            List<VirtualRouter> masters = masters(cohort);
            boolean keeps = masters.stream().anyMatch(VirtualRouter::ownsForGood);
            Handover running = cohort.handover();
            if (running != null) {
                running.retire(limit);
                all.add(running);
            } else if (!masters.isEmpty() && !keeps) {
                all.add(Handover.retire(masters, loop, limit));
            }
            List<VirtualRouter> others = new ArrayList<>(cohort.members());
            if (!keeps) {
                others.removeAll(masters);
            }
            others.forEach(each -> each.resign("stopped"));
        }
        return CompletableFuture.allOf(all.stream().map(Handover::results).toArray(CompletableFuture<?>[]::new));
    }
}

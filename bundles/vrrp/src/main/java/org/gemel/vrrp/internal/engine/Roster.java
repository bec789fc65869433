package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.RefusedException;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.ElectionMemory;
import org.gemel.vrrp.internal.memory.EngineMemory;
import org.gemel.vrrp.internal.memory.RouterMemory;
import org.gemel.vrrp.internal.tracking.Tie;
import org.gemel.vrrp.internal.tracking.Ties;

/** The virtual routers that run, and which of them keep together. */
final class Roster {

    private final Map<Key, VirtualRouter> routers = new LinkedHashMap<>();
    private final List<Cohort> cohorts = new ArrayList<>();
    private EngineMemory memory = EngineMemory.NONE;

    /** What makes a virtual router the same one over reloads (behaviour 102); its name may change. */
    private record Key(String interfaceName, Family family, int vrid) {
        static Key of(VrrpInstance instance) {
            return new Key(instance.interfaceName(), instance.family(), instance.vrid());
        }
    }

    /** In the order of the configuration. */
    Collection<VirtualRouter> routers() {
        return routers.values();
    }

    List<Cohort> cohorts() {
        return cohorts;
    }

    /** Whether an address is on this host only because one of the virtual routers is master. */
    boolean lends(InetAddress address) {
        for (VirtualRouter router : routers.values()) {
            if (router.lends(address)) {
                return true;
            }
        }
        return false;
    }

    /** Has the next virtual routers go on where those of a predecessor were suspended, if they are the same. */
    void inherit(EngineMemory left) {
        memory = left;
    }

    /** Starts what is new, stops what is gone, adapts what changed, and does not touch what is equal. */
    void apply(Configuration configuration, Surroundings surroundings) {
        List<VrrpInstance> instances = configuration.instances();
        surroundings.watches().define(configuration.trackers(), configuration.linkDelays());
        List<Runnable> ends = new ArrayList<>();
        dismiss(instances, ends);
        List<VirtualRouter> fresh = enlist(instances, surroundings);
        List<VirtualRouter> adapted = new ArrayList<>();
        for (VrrpInstance instance : instances) {
            VirtualRouter router = routers.get(Key.of(instance));
            if (router != null && !router.instance().equals(instance)) {
                at(router, () -> router.adapt(instance));
                adapted.add(router);
            }
        }
        gather(configuration.syncGroups(), surroundings, ends);
        resume(fresh, surroundings.loop().nanoTime());
        cohorts.forEach(cohort -> at(cohort.members().get(0), cohort::evaluate));
        adapted.forEach(router -> at(router, router::complete));
        cohorts.forEach(Cohort::unite);
        surroundings.watches().keepOnly(linksInUse());
        // Nothing can fail any more.
        ends.forEach(Runnable::run);
    }

    /** Does something that must not fail, and says where it did. */
    private static void at(VirtualRouter router, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | LinkageError e) {
            throw new RefusedException(router.instance().name(), e);
        }
    }

    /** What all virtual routers are doing, to go back to it. */
    Runnable remember(EventLoop loop) {
        Map<Key, ElectionMemory> memories = new HashMap<>();
        routers.forEach((key, router) -> memories.put(key, router.remember()));
        return () -> {
            long now = loop.nanoTime();
            // Whoever served by mistake makes way first.
            for (VrrpState state : List.of(VrrpState.BACKUP, VrrpState.MASTER)) {
                routers.forEach((key, router) -> {
                    ElectionMemory before = memories.get(key);
                    if (before != null && before.state() == state) {
                        router.goBack(before, now);
                    }
                });
            }
        };
    }

    /** Stops what is gone, and lets the rest give up what is another's from now on, before anybody takes it. */
    private void dismiss(List<VrrpInstance> instances, List<Runnable> ends) {
        Map<Key, VrrpInstance> wanted = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (VrrpInstance instance : instances) {
            wanted.put(Key.of(instance), instance);
            names.add(instance.name());
        }
        for (Iterator<VirtualRouter> each = routers.values().iterator(); each.hasNext(); ) {
            VirtualRouter router = each.next();
            VrrpInstance next = wanted.get(Key.of(router.instance()));
            if (next == null || !router.instance().goesOnAs(next)) {
                at(
                        router,
                        () -> router.stop(
                                next == null ? "removed from the configuration" : "its configuration changed"));
                each.remove();
                if (!names.contains(router.instance().name())) {
                    ends.add(() -> router.tellEnd(Event.End.REMOVED));
                }
            }
        }
        for (VirtualRouter router : routers.values()) {
            at(router, () -> router.giveUpForeign(wanted.getOrDefault(Key.of(router.instance()), router.instance())));
        }
    }

    private List<VirtualRouter> enlist(List<VrrpInstance> instances, Surroundings surroundings) {
        Map<Key, VirtualRouter> next = new LinkedHashMap<>();
        List<VirtualRouter> fresh = new ArrayList<>();
        for (VrrpInstance instance : instances) {
            VirtualRouter router = routers.get(Key.of(instance));
            if (router == null) {
                router = new VirtualRouter(instance, surroundings);
                fresh.add(router);
            }
            next.put(Key.of(instance), router);
        }
        routers.clear();
        routers.putAll(next);
        return fresh;
    }

    private void gather(List<SyncGroup> groups, Surroundings surroundings, List<Runnable> ends) {
        Map<String, VirtualRouter> alone = new LinkedHashMap<>();
        routers.values().forEach(router -> alone.put(router.instance().name(), router));
        Map<String, Cohort> before = new LinkedHashMap<>();
        for (Cohort each : cohorts) {
            String name = each.name();
            if (name != null) {
                before.put(name, each);
            }
        }
        cohorts.clear();
        for (SyncGroup group : groups) {
            List<VirtualRouter> members = group.members().stream()
                    .map(alone::remove)
                    .filter(Objects::nonNull)
                    .toList();
            if (!members.isEmpty()) {
                Ties ties = new Ties(group.tracked().stream()
                        .map(each -> new Tie(each, surroundings.watches().of(each)))
                        .toList());
                cohorts.add(new Cohort(group, members, ties, before.remove(group.name()), surroundings));
                members.forEach(member -> member.join(cohorts.get(cohorts.size() - 1)));
            }
        }
        before.values().forEach(gone -> ends.add(() -> gone.tellEnd(Event.End.REMOVED)));
        for (VirtualRouter router : alone.values()) {
            Cohort cohort = new Cohort(router, surroundings);
            cohorts.add(cohort);
            router.join(cohort);
        }
    }

    private void resume(List<VirtualRouter> fresh, long now) {
        Map<VirtualRouter, RouterMemory> remembered = new LinkedHashMap<>();
        for (VirtualRouter router : fresh) {
            RouterMemory known = memory.of(router.instance());
            if (known == null) {
                router.removeLeftovers();
            } else {
                remembered.put(router, known);
            }
        }
        remembered.forEach(VirtualRouter::inherit);
        long suspended = Math.max(0, now - memory.at());
        remembered.forEach((router, known) -> router.goOn(known, suspended));
        if (!remembered.isEmpty()) {
            cohorts.forEach(Cohort::resumed);
        }
        memory = EngineMemory.NONE;
    }

    /** Leaves everything to a successor; all masters speak first, because closing a port takes the kernel a while. */
    List<RouterMemory> suspend() {
        routers.values().forEach(VirtualRouter::prepareToSuspend);
        List<RouterMemory> left =
                routers.values().stream().map(VirtualRouter::suspend).toList();
        routers.clear();
        cohorts.clear();
        return left;
    }

    private Set<String> linksInUse() {
        Set<String> names = new HashSet<>();
        routers.values().forEach(router -> router.needs().addWatchedLinks(names));
        cohorts.forEach(cohort -> cohort.ties().addLinks(names));
        return names;
    }

    /** Stops everything: all goodbyes first, because closing a port takes the kernel a while. */
    void stop() {
        routers.values().forEach(router -> router.election().sayGoodbye());
        routers.values().forEach(router -> router.resign("stopped"));
        routers.values().forEach(router -> router.stop("stopped"));
        routers.values().forEach(router -> router.tellEnd(Event.End.STOPPED));
        cohorts.forEach(cohort -> cohort.tellEnd(Event.End.STOPPED));
        routers.clear();
        cohorts.clear();
    }
}

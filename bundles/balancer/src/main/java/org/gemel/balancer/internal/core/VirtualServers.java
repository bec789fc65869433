package org.gemel.balancer.internal.core;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Service;

/** All virtual servers. Not safe for threads; time does not go back. */
public final class VirtualServers {

    private final Outlet outlet;
    private final Rounds rounds;
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private Memory memory;
    private Set<InetAddress> here = Set.of();

    /**
     * @param outlet what is wanted of the world
     * @param chance decides when checks begin
     * @param memory what {@link #remember} gave; empty for nothing
     */
    public VirtualServers(Outlet outlet, RandomGenerator chance, String memory) {
        this.outlet = outlet;
        rounds = new Rounds(outlet, chance);
        this.memory = Memory.parse(memory);
    }

    /** Who asks their checks, and is told the answers. */
    public Rounds rounds() {
        return rounds;
    }

    /** Runs exactly the virtual servers of a configuration. */
    public void apply(Balancing next, Moment now) {
        rounds.grace(next.grace());
        Map<String, Pool> former = new LinkedHashMap<>(pools);
        pools.clear();
        List<Pool> fresh = new ArrayList<>();
        for (VirtualServer server : next.servers()) {
            Pool same = former.remove(server.name());
            if (same == null) {
                same = new Pool(server, outlet, now);
                fresh.add(same);
            } else if (!same.server().equals(server)) {
                same.reconfigure(server, now).forEach(rounds::close);
            }
            same.tellFirstStates(next.firstStates());
            pools.put(server.name(), same);
        }
        outlet.servicesChanged();
        former.values().forEach(gone -> {
            gone.end("removed by a reload", now);
            gone.checks().forEach(rounds::close);
        });
        fresh.forEach(each -> begin(each, now));
        for (Pool pool : pools.values()) {
            pool.checks().stream().filter(each -> !each.hasAsker()).forEach(each -> rounds.open(each, now));
            suspend(pool, now);
            pool.checks().forEach(each -> rounds.renew(each, now));
        }
        memory = Memory.nothing();
    }

    private void begin(Pool pool, Moment now) {
        memory.of(pool.name()).ifPresentOrElse(left -> pool.recall(left, now), () -> pool.begin(now));
    }

    /** Whether it matters which addresses are on this host. */
    public boolean minds() {
        return pools.values().stream().anyMatch(each -> each.server().haSuspend());
    }

    /** Which addresses are on this host. */
    public void addresses(Set<InetAddress> local, Moment now) {
        here = Set.copyOf(local);
        pools.values().forEach(each -> suspend(each, now));
    }

    private void suspend(Pool pool, Moment now) {
        if (pool.addresses(here)) {
            rounds.suspend(pool, now);
        }
    }

    /**
     * Takes a real server out of service, or back.
     *
     * @return whether that is new
     * @throws IllegalArgumentException if there is none such; the message is for a person
     */
    public boolean drain(String virtualServer, String realServer, boolean wish, Moment now) {
        Pool pool = pools.get(virtualServer);
        if (pool == null) {
            throw new IllegalArgumentException("there is no virtual server " + virtualServer
                    + (pools.isEmpty() ? "; none is configured" : "; there is " + String.join(", ", pools.keySet())));
        }
        Member member = pool.members().stream()
                .filter(each -> each.name().equals(realServer))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("virtual server " + virtualServer
                        + " has no real server " + realServer + "; it has "
                        + String.join(
                                ", ", pool.members().stream().map(Member::name).toList())));
        boolean news = member.drain(wish, now);
        pool.weigh(now);
        return news;
    }

    /** What the kernel is to do for each virtual server: the same objects where nothing has changed. */
    public Map<VirtualServer, List<Service>> services() {
        Map<VirtualServer, List<Service>> all = new LinkedHashMap<>();
        pools.values().forEach(each -> all.put(each.server(), each.services()));
        return all;
    }

    /** A snapshot of it all. */
    public List<Snapshot> snapshots() {
        return pools.values().stream().map(Snapshot::new).toList();
    }

    /** Ends, and says so where that is wished. */
    public void stop(Moment now) {
        pools.values().forEach(each -> each.end("the appliance stops", now));
        close();
    }

    /** Ends without a word; returns what the next one has to know. */
    public String remember() {
        String text = new Memory(pools.values().stream().map(Pool::remember).toList()).text();
        close();
        return text;
    }

    private void close() {
        pools.values().forEach(each -> each.checks().forEach(rounds::close));
        pools.clear();
    }
}

package org.gemel.platform.simulated.cluster;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.event.Event;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.Traffic;

/** What must hold, whatever happens. Watches a cluster while it runs; a breach ends the run with a {@link Violation}. */
final class Invariants implements Observer {

    /** Linux removes an address up to this much after its lifetime. */
    private static final Duration EXPIRY_LATENESS = Duration.ofMillis(300);

    /** How much a clock that is 500 ppm slow may be behind when the longest lease ends. */
    private static final Duration SLOWNESS = Duration.ofMillis(10);

    private final Cluster cluster;
    private final Map<Router, Heard> heard = new HashMap<>();
    /** By router and sender: the highest number heard. */
    private final Map<Router, Map<String, Long>> numbers = new HashMap<>();
    /** When who was resumed last. */
    private final Map<Router, Long> woken = new HashMap<>();
    /** Whose lease ended while it was paused, and when. */
    private final Map<Router, Long> overslept = new HashMap<>();

    private final Map<Node, Router> routers = new HashMap<>();
    /** Counts what happens to a node's process: a check that was made for an earlier time of it is void. */
    private final Map<Node, Integer> generation = new HashMap<>();

    Invariants(Cluster cluster) {
        this.cluster = cluster;
        for (Router router : cluster.routers) {
            routers.put(router.node, router);
            generation.put(router.node, 0);
        }
        cluster.world.observe(this);
        cluster.listen(this::happened);
    }

    private Router router(Node node) {
        Router router = routers.get(node);
        if (router == null) {
            throw new IllegalStateException(node.name());
        }
        return router;
    }

    private int generation(Node node) {
        return generation.getOrDefault(node, 0);
    }

    // ---- always ----

    /** What a router heard last. */
    private record Heard(long at, int priority, byte[] source) {

        static Heard of(long at, ByteBuffer packet) {
            boolean ipv4 = packet.get(0) >>> 4 == 4;
            byte[] source = new byte[ipv4 ? 4 : 16];
            packet.get(ipv4 ? 12 : 8, source);
            return new Heard(at, Mode.priority(packet), source);
        }

        boolean better(Router than) {
            return priority > than.setting.priority()
                    || (priority == than.setting.priority()
                            && Arrays.compareUnsigned(source, than.source().getAddress()) > 0);
        }
    }

    /** A master that hears a better one is master no more when it has heard it. */
    @Override
    public void received(Nic at, ByteBuffer packet) {
        Router router = router(at.node());
        Heard news = Heard.of(cluster.world.now(), packet);
        if (!believed(router, news, cluster.mode.number(packet))) {
            return;
        }
        heard.put(router, news);
        if (router.master() && news.better(router)) {
            cluster.world.schedule(
                    Duration.ZERO,
                    () -> require(!router.master(), router, "stays master although it heard a better one"));
        }
    }

    /** Numbered advertisements are not believed when they were overtaken or signed too long ago, nor after a long sleep. */
    private boolean believed(Router router, Heard news, long number) {
        if (number == 0) {
            return true;
        }
        if (cluster.mode.stale(number, router.wallTime())) {
            return false;
        }
        Map<String, Long> last = numbers.computeIfAbsent(router, each -> new HashMap<>());
        boolean rises = number > last.getOrDefault(Arrays.toString(news.source()), 0L);
        if (rises) {
            last.put(Arrays.toString(news.source()), number);
        }
        return rises && !waking(router);
    }

    /** Whoever advertises serves; one that wakes may not have been told yet what it lost. */
    @Override
    public void sent(Nic from, ByteBuffer bytes, boolean frame) {
        Router router = router(from.node());
        if (!frame && Heard.of(0, bytes).priority() != 0 && router.master()) {
            require(router.holdsAll() || waking(router), router, "advertises without its addresses");
        }
    }

    /** What an owner finds at its start it leaves to the lease, because it serves at once if it can. */
    private static boolean mayKeep(Router router, Event.Transition transition) {
        return router.setting.ownsAddresses()
                || (router.setting.priority() == 255 && transition.from() == VrrpState.INIT);
    }

    private boolean waking(Router router) {
        return woken.getOrDefault(router, -1L) == cluster.world.now() || router.beginsAgain();
    }

    /** A master yields to a better one, or because it was paused and finds its lease over when it wakes. */
    private void checkYield(Router router) {
        Heard last = heard.get(router);
        boolean toSomebody = last != null && last.at() == cluster.world.now();
        require(
                waking(router) || (toSomebody && last != null && last.better(router)),
                router,
                "yields to nobody better");
    }

    /** Whoever ceases to be master has no address any more when it says so; whoever becomes master has them all. */
    private void happened(Router router, Event event) {
        if (!(event instanceof Event.Transition transition)) {
            return;
        }
        generation.merge(router.node, 1, Integer::sum);
        if (transition.from() == VrrpState.MASTER && transition.to() == VrrpState.BACKUP) {
            checkYield(router);
        }
        overslept.remove(router);
        if (transition.to() == VrrpState.MASTER) {
            require(router.holdsAll(), router, "is master without its addresses");
        } else if (!mayKeep(router, transition)) {
            require(!router.holdsAny(), router, "is " + transition.to() + " with an address on its interface");
        }
    }

    @Override
    public void process(Node node, Happening what) {
        generation.merge(node, 1, Integer::sum);
        Router router = router(node);
        if (what == Happening.RESUMED) {
            woken.put(router, cluster.world.now());
            checkWaking(router);
        } else if (what != Happening.PAUSED) {
            overslept.remove(router);
            numbers.remove(router);
        }
        boolean still = what == Happening.KILLED || what == Happening.PAUSED;
        if (still && !router.setting.ownsAddresses()) {
            int present = generation(node);
            cluster.world.schedule(lease(router).plus(EXPIRY_LATENESS), () -> {
                if (generation(node) == present) {
                    require(!router.holdsAny(), router, "has an address although nobody extends its lease");
                }
            });
        }
    }

    /** A master that wakes after its lease is master no more, by its own clock, which may be a little slow. */
    private void checkWaking(Router router) {
        Long expired = overslept.get(router);
        if (expired == null || !router.master() || cluster.world.now() - expired < SLOWNESS.toNanos()) {
            return;
        }
        if (router.suspended()) {
            // Whoever goes on in its place finds out.
            return;
        }
        int changes = router.changes().size();
        cluster.world.schedule(
                Duration.ofNanos(1),
                () -> require(router.changes().size() > changes, router, "is still master after its lease"));
    }

    /** The longest that addresses may be granted: whole seconds, a little over the master-down interval, at least two. */
    private Duration lease(Router router) {
        long down = router.setting
                .masterDown(cluster.mode, router.setting.interval())
                .plusSeconds(1)
                .toSeconds();
        return Duration.ofSeconds(Math.max(2, down + 1));
    }

    @Override
    public void addressRemoved(Nic nic, InetAddress address, Removal why) {
        Router router = router(nic.node());
        if (why == Removal.EXPIRED && router.node.paused()) {
            overslept.put(router, cluster.world.now());
        }
        if (!router.master() || !router.healthy() || why == Removal.RELEASED) {
            return;
        }
        require(why != Removal.EXPIRED, router, "let the lease of its address end while it was master and well");
        int present = generation(nic.node());
        cluster.world.schedule(Duration.ofNanos(1), () -> {
            if (generation(nic.node()) == present && router.healthy()) {
                require(nic.holds(address), router, "did not put back what somebody removed");
            }
        });
    }

    // ---- when all has been quiet for long enough ----

    /** In each part of the network: one master, the best where it may be, and everybody else a backup without addresses. */
    void checkQuiet(List<List<Router>> parts) {
        for (List<Router> part : parts) {
            List<Router> healthy = part.stream().filter(Router::healthy).toList();
            List<Router> masters = healthy.stream().filter(Router::master).toList();
            if (masters.size() != (healthy.isEmpty() ? 0 : 1)) {
                throw new Violation(masters.size() + " masters among " + names(healthy) + ": " + names(masters));
            }
            if (!healthy.isEmpty()) {
                checkMaster(masters.get(0), healthy);
            }
        }
        for (Router router : cluster.routers) {
            boolean unplugged = router.node.running() && !router.node.paused() && !router.nic.plugged();
            require(!unplugged || router.state() == VrrpState.FAULT, router, "has no cable and is " + router.state());
        }
    }

    private static void checkMaster(Router master, List<Router> healthy) {
        require(master.holdsAll(), master, "is master and lacks an address");
        boolean preemption = healthy.stream().allMatch(each -> each.setting.preempt());
        for (Router other : healthy) {
            if (other == master) {
                continue;
            }
            require(other.state() == VrrpState.BACKUP, other, "is well and " + other.state());
            require(other.setting.ownsAddresses() || !other.holdsAny(), other, "has an address and is no master");
            if (preemption || other.setting.priority() == 255) {
                require(
                        other.setting.priority() <= master.setting.priority(),
                        other,
                        "is better than the master " + master.name());
            }
        }
    }

    // ---- at the end ----

    /** Every packet that was delivered is counted once, and so is every one that was sent. */
    void checkCounters(Router router) {
        Traffic traffic = router.node.traffic();
        EngineStatus status = router.status();
        InstanceStatus instance = status.instances().get(0);
        long taken = count(instance.counters(), "advertisement-rcvd");
        long discarded =
                count(instance.counters(), "packets-discarded") + count(status.counters(), "packets-discarded");
        same(router, "packets-rcvd", count(status.counters(), "packets-rcvd"), traffic.received());
        same(router, "advertisement-rcvd + packets-discarded", taken + discarded, traffic.received());
        same(router, "advertisement-sent", count(instance.counters(), "advertisement-sent"), traffic.sent());
        same(router, "send-errors", count(instance.counters(), "send-errors"), traffic.refused());
        same(
                router,
                "master-transitions",
                count(instance.counters(), "master-transitions"),
                router.masterTransitions());
        require(instance.state() == router.state(), router, "says " + instance.state() + ", told " + router.state());
    }

    private static long count(Map<String, Long> counters, String name) {
        Long value = counters.get(name);
        if (value == null) {
            throw new Violation("no counter " + name + " in " + counters);
        }
        return value;
    }

    private static void same(Router router, String name, long counted, long seen) {
        require(counted == seen, router, "counts " + name + " " + counted + ", but " + seen + " were seen");
    }

    private static void require(boolean holds, Router router, String breach) {
        if (!holds) {
            throw new Violation(router.name() + " " + breach);
        }
    }

    private static List<String> names(List<Router> routers) {
        return routers.stream().map(Router::name).toList();
    }
}

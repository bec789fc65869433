package org.gemel.balancer.internal.core;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Service;

/** All virtual servers. Not safe for threads; time does not go back. */
public final class VirtualServers {

    /** Who was waited for is asked within so long: nobody waits longer for what is there at last. */
    private static final Duration SOON = Duration.ofSeconds(1);

    /** What a start takes is shorter. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(2);

    /** How much longer than allowed an answer is waited for: it may still lie on somebody's table. */
    private static final Duration SLACK = Duration.ofSeconds(1);

    private final Outlet outlet;
    private final RandomGenerator chance;
    private final Timetable timetable = new Timetable();
    private final Map<String, Pool> pools = new LinkedHashMap<>();
    private Memory memory;
    private Duration grace = Balancing.DEFAULT_GRACE;
    private Set<InetAddress> here = Set.of();

    /**
     * @param outlet what is wanted of the world
     * @param chance decides when checks begin
     * @param memory what {@link #remember} gave; empty for nothing
     */
    public VirtualServers(Outlet outlet, RandomGenerator chance, String memory) {
        this.outlet = outlet;
        this.chance = chance;
        this.memory = Memory.parse(memory);
    }

    /** Runs exactly the virtual servers of a configuration. */
    public void apply(Balancing next, Moment now) {
        grace = next.grace();
        Map<String, Pool> former = new LinkedHashMap<>(pools);
        pools.clear();
        List<Pool> fresh = new ArrayList<>();
        for (VirtualServer server : next.servers()) {
            Pool same = former.remove(server.name());
            if (same == null) {
                same = new Pool(server, outlet, now);
                fresh.add(same);
            } else if (!same.server().equals(server)) {
                same.reconfigure(server, now).forEach(this::close);
            }
            pools.put(server.name(), same);
        }
        outlet.servicesChanged();
        former.values().forEach(gone -> {
            gone.end("removed by a reload", now);
            checks(gone).forEach(this::close);
        });
        fresh.forEach(each -> begin(each, now));
        for (Pool pool : pools.values()) {
            checks(pool).stream().filter(each -> !each.hasAsker()).forEach(each -> open(each, now));
            suspend(pool, now);
            checks(pool).forEach(each -> renew(each, now));
        }
        memory = Memory.nothing();
    }

    private void begin(Pool pool, Moment now) {
        memory.of(pool.name()).ifPresentOrElse(left -> pool.recall(left, now), () -> pool.begin(now));
    }

    private void open(Check check, Moment now) {
        // Nobody can be asked until available() says so; until then the grace runs.
        check.condition("nobody has come yet who knows how to ask");
        check.waits(now.nanos());
        startGrace(check, now);
        check.asker(outlet.asker(check));
    }

    private void renew(Check check, Moment now) {
        // One without an entry hears by itself.
        if (check.takeOutdated() && check.entry() != null && check.condition() == null && !check.asking()) {
            schedule(check, within(soon(check)), now);
        }
    }

    private void close(Check check) {
        timetable.clear(check);
        check.close();
    }

    private static List<Check> checks(Pool pool) {
        List<Check> all = new ArrayList<>();
        pool.members().forEach(each -> all.addAll(each.checks()));
        return all;
    }

    /** Whether there is nothing to be done. */
    public boolean isEmpty() {
        return pools.isEmpty();
    }

    /** Whether it matters which addresses are on this host. */
    public boolean minds() {
        return pools.values().stream().anyMatch(each -> each.server().haSuspend());
    }

    /** How many nanoseconds are left until {@link #advance} has something to do; {@link Long#MAX_VALUE} for ever. */
    public long left(long nanos) {
        return timetable.left(nanos);
    }

    /** Does what is due. */
    public void advance(Moment now) {
        for (Check due = timetable.poll(now.nanos()); due != null; due = timetable.poll(now.nanos())) {
            String condition = due.condition();
            if (condition != null) {
                graceIsOver(due, condition, now);
            } else if (due.asking()) {
                late(due, now);
            } else {
                Duration limit = due.ask();
                timetable.set(due, now.nanos() + limit.plus(SLACK).toNanos());
            }
        }
    }

    private static void graceIsOver(Check check, String condition, Moment now) {
        if (check.speakLastWord()) {
            check.judge(Verdict.failed(check.definition().kind(), condition, Duration.ZERO), now);
            check.member().pool().heard(check, now);
        }
    }

    private void late(Check check, Moment now) {
        Duration limit = check.asker().limit();
        check.abandon();
        take(
                check,
                Verdict.failed(check.definition().kind(), "no answer within " + limit.toMillis() + " ms", limit),
                true,
                now);
    }

    /** Somebody who knows how to ask is there, the first one or another than before: verdicts stand until they are renewed. */
    public void available(Check check, Moment now) {
        if (check.closed()) {
            return;
        }
        // Who has waited for a checker is asked soon; the others warm up, which spreads them over their interval.
        boolean first =
                check.condition() != null && check.latest() == null && check.waited(now.nanos()) < LONG_WAIT.toNanos();
        check.abandon();
        check.condition(null);
        if (check.member().pool().suspended()) {
            timetable.clear(check);
        } else {
            schedule(check, within(first ? check.definition().timing().warmup() : soon(check)), now);
        }
    }

    /** Nobody is there any more who knows how to ask: the last verdict stands for the grace. */
    public void unavailable(Check check, String reason, Moment now) {
        if (check.closed()) {
            return;
        }
        check.abandon();
        boolean before = check.condition() != null;
        if (before && check.entry() != null) {
            check.condition(reason);
            return;
        }
        check.condition(reason);
        startGrace(check, now);
    }

    /** Not where nothing is judged now. */
    private void startGrace(Check check, Moment now) {
        if (check.member().pool().suspended()) {
            timetable.clear(check);
        } else {
            timetable.set(check, now.nanos() + grace.toNanos());
        }
    }

    /** It has turned out how long the answer to a question may take: so long from now on. */
    public void extend(Check check, long question, Moment now) {
        if (check.waitsFor(question) && !check.closed()) {
            timetable.set(check, now.nanos() + check.asker().limit().plus(SLACK).toNanos());
        }
    }

    /**
     * An answer has come.
     *
     * @param question its number; an answer to another one than the last is not looked at
     * @param polled whether it is to be asked again
     */
    public void answered(Check check, long question, Verdict verdict, boolean polled, Moment now) {
        if (check.waitsFor(question) && !check.closed()) {
            take(check, verdict, polled, now);
        }
    }

    private void take(Check check, Verdict verdict, boolean polled, Moment now) {
        tellFailure(check, verdict);
        Duration pause = polled ? check.answered(verdict, now) : heardAtOnce(check, verdict, now);
        if (polled) {
            schedule(check, pause.toNanos(), now);
        } else {
            timetable.clear(check);
        }
        check.member().pool().heard(check, now);
    }

    private void tellFailure(Check check, Verdict verdict) {
        if (!verdict.passed() && check.definition().logAllFailures()) {
            outlet.failed(check, verdict);
        }
    }

    private static Duration heardAtOnce(Check check, Verdict verdict, Moment now) {
        check.answeredForGood();
        check.judge(verdict, now);
        return Duration.ZERO;
    }

    /** A check has heard something by itself. */
    public void heard(Check check, Verdict verdict, Moment now) {
        if (!check.closed()
                && check.condition() == null
                && !check.member().pool().suspended()) {
            tellFailure(check, verdict);
            check.judge(verdict, now);
            check.member().pool().heard(check, now);
        }
    }

    private void schedule(Check check, long nanos, Moment now) {
        timetable.set(check, now.nanos() + nanos);
    }

    private static Duration soon(Check check) {
        Timing timing = check.definition().timing();
        return timing.interval().compareTo(SOON) < 0 ? timing.interval() : SOON;
    }

    private long within(Duration most) {
        return most.isZero() ? 0 : chance.nextLong(most.toNanos() + 1);
    }

    /** Which addresses are on this host. */
    public void addresses(Set<InetAddress> local, Moment now) {
        here = Set.copyOf(local);
        pools.values().forEach(each -> suspend(each, now));
    }

    private void suspend(Pool pool, Moment now) {
        if (!pool.addresses(here)) {
            return;
        }
        for (Check check : checks(pool)) {
            if (check.condition() != null) {
                startGrace(check, now);
                continue;
            }
            check.abandon();
            if (pool.suspended()) {
                timetable.clear(check);
            } else {
                schedule(check, within(soon(check)), now);
            }
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
        pools.values().forEach(each -> checks(each).forEach(this::close));
        pools.clear();
    }
}

package org.gemel.balancer.internal.core;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.dataplane.Service;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.api.event.Event;

/** Virtual servers with a clock that goes when it is told to, and real servers that answer at once as they are told to. */
final class Bench implements Outlet {

    final List<String> events = new ArrayList<>();
    final List<String> logged = new ArrayList<>();
    final List<Event> rawEvents = new ArrayList<>();
    final Map<Check, Asked> asked = new HashMap<>();
    VirtualServers servers;
    private final Random chance;
    private long nanos;
    /** What each real server answers, by name; null for nothing. */
    Function<Check, Verdict> answers = check -> passed();

    boolean checkersPresent = true;
    boolean polled = true;

    static final class Asked implements Asker {
        private final Check check;
        long pending;
        final List<Long> times = new ArrayList<>();
        boolean closed;
        int weight;
        private final Bench bench;

        Asked(Check check, Bench bench) {
            this.check = check;
            this.bench = bench;
        }

        @Override
        public Duration limit() {
            return check.definition().connection().timeout();
        }

        @Override
        public void ask(long question) {
            pending = question;
            times.add(bench.nanos / 1_000_000);
        }

        @Override
        public void abandon(long question) {
            pending = 0;
        }

        @Override
        public void weight(int configured) {
            weight = configured;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    Bench(long seed) {
        this(seed, "");
    }

    Bench(long seed, String memory) {
        chance = new Random(seed);
        servers = new VirtualServers(this, chance, memory);
    }

    static Verdict passed() {
        return Verdict.passed("connect", "connected", Duration.ofMillis(1));
    }

    static Verdict failed() {
        return Verdict.failed("connect", "refused", Duration.ofMillis(1));
    }

    Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }

    Bench apply(Balancing next) {
        servers.apply(next, now());
        if (checkersPresent) {
            asked.values().stream()
                    .filter(each -> !each.closed && each.check.condition() != null)
                    .forEach(each -> servers.rounds().available(each.check, now()));
        }
        return this;
    }

    Bench run(Duration time) {
        long end = nanos + time.toNanos();
        while (true) {
            long left = servers.rounds().left(nanos);
            if (left == Long.MAX_VALUE || nanos + left > end) {
                nanos = end;
                return this;
            }
            nanos += left;
            servers.rounds().advance(now());
            answer();
        }
    }

    Bench run(int seconds) {
        return run(Duration.ofSeconds(seconds));
    }

    void answer() {
        for (Asked each : List.copyOf(asked.values())) {
            if (each.pending != 0 && !each.closed) {
                Verdict verdict = answers.apply(each.check);
                if (verdict != null) {
                    long question = each.pending;
                    each.pending = 0;
                    servers.rounds().answered(each.check, question, verdict, polled, now());
                }
            }
        }
    }

    Bench answering(Set<Integer> down) {
        Set<String> names = down.stream().map(Samples::name).collect(Collectors.toSet());
        answers = check -> names.contains(check.realServer()) ? failed() : passed();
        return this;
    }

    Asked of(int number) {
        return asked.values().stream()
                .filter(each -> each.check.realServer().equals(Samples.name(number)) && !each.closed)
                .findFirst()
                .orElseThrow();
    }

    Check checkOf(Asked which) {
        return which.check;
    }

    Check check(int number) {
        return of(number).check;
    }

    List<Check> checks() {
        return asked.values().stream()
                .filter(each -> !each.closed)
                .map(each -> each.check)
                .toList();
    }

    void here(String... addresses) {
        servers.addresses(
                java.util.Arrays.stream(addresses).map(Samples::address).collect(Collectors.<InetAddress>toSet()),
                now());
    }

    /** Weights in the kernel by the last number of the address. */
    Map<Integer, Integer> weights() {
        Map<Integer, Integer> weights = new TreeMap<>();
        destinations().forEach(each -> weights.put(each.address().getAddress().getAddress()[3] & 0xff, each.weight()));
        return weights;
    }

    /** What the kernel is to have. */
    List<Destination> destinations() {
        return servers.services().values().stream()
                .flatMap(List::stream)
                .map(Service::destinations)
                .flatMap(List::stream)
                .toList();
    }

    VirtualServerStatus status() {
        return servers.snapshots().get(0).status("test", null, address -> null);
    }

    @Override
    public Asker asker(Check check) {
        Asked asker = new Asked(check, this);
        asked.put(check, asker);
        return asker;
    }

    @Override
    public void happened(Event event) {
        rawEvents.add(event);
        if (event instanceof Event.QuorumChanged changed) {
            events.add("quorum " + (changed.reached() ? "up" : "down"));
        } else if (event instanceof Event.RealServerChanged changed) {
            events.add(changed.realServer() + (changed.alive() ? " up" : " down"));
        } else if (event instanceof Event.WeightChanged changed) {
            events.add(changed.realServer() + " " + changed.from() + " -> " + changed.to());
        } else {
            events.add(event.toString());
        }
    }

    @Override
    public void failed(Check check, Verdict verdict) {
        logged.add(check.realServer() + " " + verdict.evidence().answered());
    }

    @Override
    public void servicesChanged() {}
}

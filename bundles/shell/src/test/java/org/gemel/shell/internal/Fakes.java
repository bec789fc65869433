package org.gemel.shell.internal;

import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Balance;
import org.gemel.api.appliance.Duty;
import org.gemel.api.appliance.Maintenance;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.CheckStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.Seen;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.dataplane.Traffic.Counts;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.GroupStatus;
import org.gemel.api.status.HeldEntry;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.InstanceStatus.HeldAddress;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.TrackerStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.api.tracker.Health;
import org.jspecify.annotations.Nullable;

/** An appliance with two virtual routers at a fixed time. */
final class Fakes {

    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    static final InstanceStatus MASTER = new InstanceStatus(
            "VI_1",
            "eth0",
            51,
            Family.IPV4,
            2,
            VrrpState.MASTER,
            "master-down timer expired",
            NOW.minusSeconds(63),
            150,
            150,
            address("10.9.0.1"),
            150,
            Duration.ofSeconds(1),
            Duration.ofNanos(414_062_500),
            Duration.ofNanos(3_414_062_500L),
            List.of(new HeldAddress("10.9.0.100/24", "eth0", true), new HeldAddress("10.9.1.100/24", "eth1", false)),
            counters("advertisement-sent", 63, "advertisement-rcvd", 0),
            null,
            List.of(),
            null,
            List.of(),
            false);

    static final InstanceStatus FAULT = new InstanceStatus(
            "LAN6",
            "eth12",
            7,
            Family.IPV6,
            3,
            VrrpState.FAULT,
            "interface eth12 is down",
            NOW.minusSeconds(7500),
            100,
            80,
            null,
            0,
            Duration.ofMillis(10),
            Duration.ofNanos(6_093_750),
            Duration.ofNanos(36_093_750),
            List.of(new HeldAddress("fe80::1/64", "eth12", false)),
            counters("advertisement-sent", 2, "advertisement-rcvd", 12345),
            "G",
            List.of(
                    new TrackerStatus(
                            new Tracked(Tracked.Kind.SCRIPT, "chk", -20, false),
                            false,
                            new Health.Failed("exit 1"),
                            "exit 1 after 12 ms",
                            NOW.minusSeconds(182),
                            -20,
                            false),
                    new TrackerStatus(
                            new Tracked(Tracked.Kind.INTERFACE, "eth3", 0, false),
                            true,
                            new Health.Failed("interface eth3 is down"),
                            "",
                            NOW.minusSeconds(7500),
                            0,
                            true)),
            null,
            List.of(
                    new HeldEntry(HeldEntry.Kind.ROUTE, "default via fe80::2 dev eth12", false, ""),
                    new HeldEntry(
                            HeldEntry.Kind.ROUTE,
                            "2001:db8::/32 dev eth13",
                            false,
                            "cannot install 2001:db8::/32: there is no interface eth13"),
                    new HeldEntry(HeldEntry.Kind.RULE, "IPv6 preference 10 from all lookup 7", true, "")),
            false);

    private Fakes() {}

    static EngineStatus status() {
        return new EngineStatus(
                List.of(MASTER, FAULT),
                List.of(new GroupStatus("G", List.of("LAN6"), VrrpState.FAULT)),
                counters("checksum-errors", 1),
                List.of(
                        new HeldEntry(HeldEntry.Kind.ADDRESS, "10.9.2.1/24 dev eth0", true, ""),
                        new HeldEntry(HeldEntry.Kind.RULE, "preference 9 from all lookup 9", false, "refused")));
    }

    static VrrpInstance configured(Authentication authentication) {
        return new VrrpInstance.Builder("VI_1", "eth0", 51, Family.IPV4, 2, address("224.0.0.18"))
                .priority(150)
                .startAsMaster(true)
                .preemptDelay(Duration.ofSeconds(30))
                .authentication(authentication)
                .addresses(List.of(new VirtualAddress(address("10.9.0.100"), 24, "eth0", 0, null, null)))
                .build();
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notLiteral) {
            throw new IllegalArgumentException(literal, notLiteral);
        }
    }

    private static Map<String, Long> counters(Object... namesAndValues) {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            counters.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).longValue());
        }
        return counters;
    }

    /** Answers with what it was told, and writes down what was asked. */
    static final class FakeDuty implements Duty {

        final List<String> asked = new ArrayList<>();
        List<HandoverResult> handovers = List.of();
        List<String> back = List.of();

        @Nullable
        Maintenance maintenance;

        boolean begins = true;

        @Override
        public List<HandoverResult> handOver(Set<String> names) {
            asked.add("hand over " + names);
            return handovers;
        }

        @Override
        public List<String> takeBack(Set<String> names) {
            asked.add("take back " + names);
            return back;
        }

        @Override
        public @Nullable Maintenance maintenance() {
            return maintenance;
        }

        @Override
        public Begun beginMaintenance(String by, @Nullable Duration time, boolean force) {
            asked.add("begin by " + by + " for " + time + (force ? " by force" : ""));
            maintenance = begins ? new Maintenance(by, NOW, time == null ? null : NOW.plus(time), time) : null;
            return new Begun(maintenance, handovers);
        }

        @Override
        public boolean endMaintenance(String by) {
            asked.add("end by " + by);
            boolean was = maintenance != null;
            maintenance = null;
            return was;
        }
    }

    /** Answers with what it was made of; remembers that it was stopped. */
    static final class FakeAppliance implements Appliance {

        ReloadResult reload = new ReloadResult(true, List.of(), List.of());
        ReloadPlan plan = new ReloadPlan(true, List.of(), List.of());

        @Nullable
        Instant confirmationDue;

        EngineStatus status = Fakes.status();
        NotificationStatus notifications = NotificationStatus.NONE;
        final FakeDuty duty = new FakeDuty();
        final FakeBalance balance = new FakeBalance();
        volatile boolean stopped;
        volatile boolean stoppedNow;

        @Override
        public Path configurationFile() {
            return Path.of("/etc/gemel/gemel.conf");
        }

        @Override
        public Configuration configuration() {
            byte[] password = "s3cret!!".getBytes(StandardCharsets.UTF_8);
            return new Configuration("here", List.of(configured(new Authentication.Pass(password))));
        }

        @Override
        public Instant startedAt() {
            return NOW.minusSeconds(7505);
        }

        @Override
        public EngineStatus status() {
            return status;
        }

        @Override
        public Duty duty() {
            return duty;
        }

        @Override
        public void stopNow() {
            stoppedNow = true;
        }

        @Override
        public NotificationStatus notifications() {
            return notifications;
        }

        @Override
        public ReloadResult reload() {
            return reload;
        }

        @Override
        public ReloadPlan plan() {
            return plan;
        }

        @Override
        public ReloadResult reload(Duration confirmWithin) {
            confirmationDue = NOW.plus(confirmWithin);
            return reload;
        }

        @Override
        public boolean confirm() {
            boolean awaited = confirmationDue != null;
            confirmationDue = null;
            return awaited;
        }

        @Override
        public @Nullable Instant confirmationDue() {
            return confirmationDue;
        }

        @Override
        public Balance balance() {
            return balance;
        }

        @Override
        public void stop() {
            stopped = true;
        }
    }

    /** Two servers; remembers what it was asked. */
    static final class FakeBalance implements Balance {

        final List<String> asked = new ArrayList<>();
        long open = 3;

        @Override
        public List<VirtualServerStatus> status() {
            return servers();
        }

        @Override
        public long drain(String virtualServer, String realServer) {
            asked.add("drain " + virtualServer + " " + realServer);
            return open;
        }

        @Override
        public boolean undrain(String virtualServer, String realServer) {
            asked.add("undrain " + virtualServer + " " + realServer);
            return true;
        }
    }

    static List<VirtualServerStatus> servers() {
        Verdict refused = Verdict.failed("connect to 10.0.0.2:80", "connection refused", Duration.ofMillis(2));
        return List.of(new VirtualServerStatus(
                "192.0.2.1:80/tcp",
                List.of("192.0.2.1:80/tcp"),
                "wrr",
                "nftables",
                true,
                1,
                2,
                false,
                false,
                "1 of 2 real servers work",
                NOW.minusSeconds(65),
                List.of(
                        new RealServerStatus(
                                "10.0.0.1:80",
                                false,
                                true,
                                false,
                                2,
                                2,
                                "NAT",
                                "its checks pass",
                                NOW.minusSeconds(65),
                                List.of(),
                                new Counts(7, 1, 2, 30, 40, 500, 600)),
                        new RealServerStatus(
                                "10.0.0.2:80",
                                false,
                                false,
                                false,
                                0,
                                1,
                                "NAT",
                                "TCP_CHECK: connection refused",
                                NOW.minusSeconds(5),
                                List.of(new CheckStatus(
                                        "TCP_CHECK",
                                        false,
                                        null,
                                        9,
                                        1,
                                        List.of(new Seen(NOW.minusSeconds(5), refused)))),
                                Counts.UNKNOWN)),
                new Counts(7, 1, 2, 30, 40, 500, 600)));
    }

    /** Our own commands. */
    static List<Help.Entry> help() {
        return Stream.of(GogoCommands.class, GogoBalance.class, CheckCommand.class, ReferenceCommand.class)
                .flatMap(commands -> Help.entries(commands, names(commands)).stream())
                .sorted(Comparator.comparing(Help.Entry::usage))
                .toList();
    }

    private static Set<String> names(Class<?> commands) {
        return Arrays.stream(commands.getDeclaredMethods()).map(Method::getName).collect(Collectors.toSet());
    }
}

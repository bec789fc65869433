package org.gemel.balancer.internal;

import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gemel.api.balancer.Balancer;
import org.gemel.api.balancer.VirtualServerStatus;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Subject;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.dataplane.Traffic;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.ServerProblem;
import org.gemel.api.platform.Platform;
import org.gemel.balancer.internal.checking.CheckerFactories;
import org.gemel.balancer.internal.checking.Checking;
import org.gemel.balancer.internal.core.Asker;
import org.gemel.balancer.internal.core.Check;
import org.gemel.balancer.internal.core.Moment;
import org.gemel.balancer.internal.core.Outlet;
import org.gemel.balancer.internal.core.Rounds;
import org.gemel.balancer.internal.core.VirtualServers;
import org.gemel.balancer.internal.kernel.DataPlanes;
import org.gemel.balancer.internal.kernel.Spreader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Virtual servers on one loop, with the checkers and the data plane that there are. */
final class DefaultBalancer implements Balancer, Outlet, Checking.Court {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.balancer");

    private final Platform platform;
    private final Consumer<Event> events;
    private final Loop loop = new Loop("gemel-balancer");
    private final Checking checking;
    private final Spreader spreader;
    private final VirtualServers servers;
    private final Rounds rounds;

    // On the loop.
    private Balancing configuration = Balancing.NONE;
    private boolean servicesChanged;
    private @Nullable HostAddresses addresses;
    private Runnable alarm = () -> {};
    private long alarmAt;
    private boolean alarmed;
    private boolean ended;

    DefaultBalancer(
            Platform platform,
            CheckerFactories factories,
            DataPlanes planes,
            Consumer<Event> events,
            String memory,
            long seed) {
        this.platform = platform;
        this.events = events;
        checking = new Checking(factories, platform, loop, this);
        spreader = new Spreader(planes, platform, memory.isEmpty(), trouble -> loop.execute(() -> told(trouble)));
        servers = new VirtualServers(this, new Random(seed), memory);
        rounds = servers.rounds();
    }

    private static Moment now() {
        return new Moment(System.nanoTime(), Instant.now());
    }

    @Override
    public CompletableFuture<Void> apply(Balancing next) {
        return turn(() -> {
            configuration = next;
            servers.apply(next, now());
            followAddresses();
            return null;
        });
    }

    private void followAddresses() {
        HostAddresses followed = addresses;
        if (servers.minds() && followed == null) {
            addresses = new HostAddresses(platform, here -> loop.execute(() -> addressesAre(here)));
        } else if (!servers.minds() && followed != null) {
            followed.close();
            addresses = null;
        }
    }

    private void addressesAre(Set<InetAddress> here) {
        servers.addresses(here, now());
        settle();
    }

    /** Something done on the loop, with all that follows from it. */
    private <T extends @Nullable Object> CompletableFuture<T> turn(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean accepted = loop.execute(() -> {
            try {
                T value = task.get();
                settle();
                result.complete(value);
            } catch (RuntimeException | Error failed) {
                result.completeExceptionally(failed);
            }
        });
        if (!accepted) {
            result.completeExceptionally(new IllegalStateException("the balancer has ended"));
        }
        return result;
    }

    /** Does what follows: questions that are due, wishes to the kernel, and the alarm for the next thing to be due. */
    private void settle() {
        if (ended) {
            return;
        }
        rounds.advance(now());
        if (servicesChanged) {
            servicesChanged = false;
            spreader.want(configuration, servers.services());
        }
        long nanos = System.nanoTime();
        long left = rounds.left(nanos);
        if (left == Long.MAX_VALUE || (alarmed && alarmAt - (nanos + left) <= 0)) {
            return;
        }
        alarm.run();
        alarmAt = nanos + left;
        alarmed = true;
        alarm = loop.after(left, () -> {
            alarmed = false;
            settle();
        });
    }

    @Override
    public CompletableFuture<List<VirtualServerStatus>> status() {
        return spreader.traffic().thenCompose(traffic -> turn(() -> snapshot(traffic)));
    }

    private List<VirtualServerStatus> snapshot(Map<VirtualServer.Address, Traffic> traffic) {
        Spreader.State state = spreader.state();
        return servers.snapshots().stream()
                .map(each -> {
                    String refused = state.refused().get(each.name());
                    return each.status(
                            refused == null ? state.dataPlane() : null,
                            refused == null ? state.trouble() : refused,
                            traffic::get);
                })
                .toList();
    }

    @Override
    public CompletableFuture<Long> drain(String virtualServer, String realServer) {
        return turn(() -> servers.drain(virtualServer, realServer, true, now()))
                .thenCompose(news -> status())
                .thenApply(all -> all.stream()
                        .filter(each -> each.name().equals(virtualServer))
                        .flatMap(each -> each.realServers().stream())
                        .filter(each -> !each.sorry() && each.name().equals(realServer))
                        .map(RealServerStatus::traffic)
                        .map(Traffic.Counts::active)
                        .findFirst()
                        .orElse(-1L));
    }

    @Override
    public CompletableFuture<Boolean> undrain(String virtualServer, String realServer) {
        return turn(() -> servers.drain(virtualServer, realServer, false, now()));
    }

    @Override
    public CompletableFuture<Void> stop() {
        return turn(() -> {
                    servers.stop(now());
                    spreader.want(configuration, Map.of());
                    close();
                    return null;
                })
                .thenCompose(nothing -> end());
    }

    @Override
    public CompletableFuture<String> suspend() {
        return turn(() -> {
                    String memory = servers.remember();
                    close();
                    return memory;
                })
                .thenCompose(memory -> end().thenApply(nothing -> memory));
    }

    private void close() {
        ended = true;
        alarm.run();
        if (addresses != null) {
            addresses.close();
        }
        checking.close();
    }

    private CompletableFuture<Void> end() {
        loop.end();
        return spreader.close();
    }

    private void told(Spreader.Trouble trouble) {
        VirtualServer concerned = trouble.server() != null
                ? trouble.server()
                : configuration.servers().stream().findFirst().orElse(null);
        if (concerned != null) {
            events.accept(new ServerProblem(
                    Instant.now(), concerned.name(), concerned.subject(), trouble.code(), trouble.message()));
        } else {
            LOG.warn("virtual servers that are configured no more: {}", trouble.message());
        }
    }

    @Override
    public Asker asker(Check check) {
        return checking.asker(check);
    }

    @Override
    public void happened(Event event) {
        events.accept(event);
    }

    @Override
    public void failed(Check check, Verdict verdict) {
        LOG.info(
                "{}: {}: {} has failed ({})",
                check.virtualServer(),
                check.realServer(),
                check.definition().kind(),
                verdict.evidence().answered());
    }

    @Override
    public void servicesChanged() {
        servicesChanged = true;
    }

    @Override
    public void available(Check check) {
        rounds.available(check, now());
        settle();
    }

    @Override
    public void unavailable(Check check, String reason) {
        rounds.unavailable(check, reason, now());
        settle();
    }

    @Override
    public void extend(Check check, long question) {
        rounds.extend(check, question, now());
        settle();
    }

    @Override
    public void answered(Check check, long question, Verdict verdict, boolean polled) {
        rounds.answered(check, question, verdict, polled, now());
        settle();
    }

    @Override
    public void heard(Check check, Verdict verdict) {
        rounds.heard(check, verdict, now());
        settle();
    }

    @Override
    public void report(Check check, String code, String message) {
        events.accept(new ServerProblem(
                Instant.now(),
                check.virtualServer(),
                Subject.realServer(check.virtualServer(), check.realServer()),
                code,
                message));
    }
}

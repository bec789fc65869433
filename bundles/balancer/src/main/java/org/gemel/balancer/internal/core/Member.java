package org.gemel.balancer.internal.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus.RealServerStatus;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.dataplane.Service.Destination;
import org.gemel.api.dataplane.Traffic.Counts;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.RealServerChanged;
import org.gemel.api.event.Event.WeightChanged;
import org.jspecify.annotations.Nullable;

/** A real server in its pool: whether it works and what it weighs, by what its checks say. */
final class Member {

    /** What the kernel takes. */
    private static final int HEAVIEST = 65535;

    private final Pool pool;
    private RealServer server;
    private final List<Check> checks = new ArrayList<>();
    private boolean alive;
    private boolean drained;
    /** Whether nobody has looked yet whether it is as it counts. */
    private boolean unproven = true;

    private int weight;
    private String reason;
    private Instant since;

    Member(Pool pool, RealServer server, Instant now) {
        this.pool = pool;
        this.server = server;
        server.checkers().forEach(each -> checks.add(new Check(this, each)));
        alive = allPass();
        weight = sum();
        since = now;
        reason = firstReason();
    }

    private String firstReason() {
        if (checks.isEmpty()) {
            return "has no checks";
        }
        return alive ? "counts as working until a check fails" : "counts as failed until its checks pass (alpha)";
    }

    Pool pool() {
        return pool;
    }

    String name() {
        return server.name();
    }

    List<Check> checks() {
        return checks;
    }

    boolean alive() {
        return alive;
    }

    boolean drained() {
        return drained;
    }

    /** What it adds to what its pool weighs. */
    int counts() {
        return alive && !drained ? weight : 0;
    }

    /** Takes it out of service or back; whether that is new. */
    boolean drain(boolean wish, Moment now) {
        boolean news = drained != wish;
        if (news) {
            drained = wish;
            since = now.wall();
            reason = wish ? "drained by hand" : alive ? "no longer drained" : fallen(null);
        }
        return news;
    }

    /**
     * Goes on with another configuration. Checks that are equal but for the weight go on, one that changed begins with what one of its kind has said
     * (behaviour 107).
     *
     * @return the checks that are no more
     */
    List<Check> reconfigure(RealServer next) {
        List<Check> former = new ArrayList<>(checks);
        checks.clear();
        for (CheckerDefinition definition : next.checkers()) {
            checks.add(takeEqual(former, definition));
        }
        List<Check> successors = new ArrayList<>(former);
        for (Check check : checks) {
            if (!check.hasAsker()) {
                successors.stream()
                        .filter(each -> each.definition()
                                .kind()
                                .equals(check.definition().kind()))
                        .findFirst()
                        .ifPresent(each -> {
                            successors.remove(each);
                            check.succeed(each);
                        });
            }
        }
        server = next;
        return former;
    }

    private Check takeEqual(List<Check> former, CheckerDefinition definition) {
        for (Check each : former) {
            if (each.definition().weighing(definition.weight()).equals(definition)) {
                former.remove(each);
                if (each.definition().weight() != definition.weight()) {
                    each.redefine(definition);
                }
                return each;
            }
        }
        return new Check(this, definition);
    }

    /** Begins where an earlier life has ended. */
    void recall(Memory.OfMember left) {
        unproven = false;
        drained = left.drained();
        alive = left.alive();
        reason = left.reason();
        since = left.since();
        for (int i = 0; i < checks.size() && i < left.checks().size(); i++) {
            Memory.OfCheck check = left.checks().get(i);
            if (check.kind().equals(checks.get(i).definition().kind())) {
                checks.get(i).recall(check.passed(), check.weight(), check.latest());
            }
        }
        weight = sum();
    }

    Memory.OfMember remember() {
        return new Memory.OfMember(
                name(),
                drained,
                alive,
                reason,
                since,
                checks.stream()
                        .map(each -> new Memory.OfCheck(
                                each.definition().kind(), each.passed(), each.weight(), each.latest()))
                        .toList());
    }

    /** Draws the conclusion from its checks; what happened, null if nothing. */
    @Nullable
    Event settle(@Nullable Check cause, Moment now) {
        boolean before = alive;
        int formerWeight = weight;
        alive = allPass();
        weight = sum();
        if (alive != before) {
            unproven = false;
            since = now.wall();
            reason = alive ? risen(cause) : fallen(cause);
            return new RealServerChanged(now.wall(), pool.name(), name(), alive, reason);
        }
        if (unproven && proven()) {
            unproven = false;
            reason = alive ? risen(cause) : fallen(cause);
            // A failure that was assumed (alpha) is told once it is known, as keepalived 2.2.7 was seen to do.
            if (!alive || pool.tellsFirstStates()) {
                return new RealServerChanged(now.wall(), pool.name(), name(), alive, reason);
            }
        }
        if (alive && weight != formerWeight && cause != null) {
            since = now.wall();
            reason = cause.phrase();
            return new WeightChanged(now.wall(), pool.name(), name(), formerWeight, weight, reason);
        }
        return null;
    }

    /** Whether what it is taken to be has been seen: all its checks have passed, or one has failed. */
    private boolean proven() {
        return alive && !checks.isEmpty()
                ? checks.stream().allMatch(each -> each.latest() != null)
                : checks.stream().anyMatch(each -> each.latest() != null && !each.passed());
    }

    private static String risen(@Nullable Check cause) {
        return cause == null ? "its checks pass" : cause.phrase();
    }

    private String fallen(@Nullable Check cause) {
        Check failed = cause != null && !cause.passed()
                ? cause
                : checks.stream().filter(each -> !each.passed()).findFirst().orElse(null);
        return failed == null ? "its checks have failed" : failed.phrase();
    }

    private boolean allPass() {
        return checks.stream().allMatch(Check::passed);
    }

    private int sum() {
        long sum = server.weight();
        for (Check check : checks) {
            sum += check.weight();
        }
        return (int) Math.max(0, Math.min(HEAVIEST, sum));
    }

    /**
     * Its place in the kernel; null for none. While it works, what clients have open with it goes on whoever else serves; with
     * keepalived that would stand still until the quorum is back.
     *
     * @param replaced whether somebody else serves in its pool's stead
     */
    @Nullable
    Destination destination(boolean replaced) {
        boolean serves = alive && !drained && !replaced;
        return alive || server.inhibitOnFailure()
                ? new Destination(
                        server.address(),
                        server.forwarding(),
                        serves ? weight : 0,
                        server.upperThreshold(),
                        server.lowerThreshold())
                : null;
    }

    /** @param inForce what it weighs in the kernel */
    RealServerStatus status(int inForce, Counts counted) {
        return new RealServerStatus(
                name(),
                false,
                alive,
                drained,
                inForce,
                server.weight(),
                text(server.forwarding()),
                reason,
                since,
                checks.stream().map(Check::status).toList(),
                counted);
    }

    RealServer server() {
        return server;
    }

    static String text(Forwarding forwarding) {
        return switch (forwarding.method()) {
            case NAT -> "NAT";
            case DIRECT -> "DR";
            case TUNNEL -> "TUN";
        };
    }
}

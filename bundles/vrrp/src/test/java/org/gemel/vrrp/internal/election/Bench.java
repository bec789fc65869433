package org.gemel.vrrp.internal.election;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.VrrpState;

/** An election with a clock in its hand: what it asks for is written down, what it waits for is reached by {@link #pass}. */
final class Bench implements Actions {

    static final long OWN = 0xc000_0201L;
    static final long LOWER = 0xc000_0200L;
    static final long HIGHER = 0xc000_0202L;

    private static final long NEVER = Long.MAX_VALUE;

    final Election election;
    private final List<String> said = new ArrayList<>();
    private long now;
    private long deadline = NEVER;
    private long lease = Duration.ofDays(1).toNanos();

    Bench(VrrpInstance instance) {
        election = new Election(instance, this);
        election.ownAddress(0, OWN);
    }

    /** Starts it; what it said on the way is forgotten. */
    static Bench started(VrrpInstance instance) {
        Bench bench = new Bench(instance);
        bench.election.start(0, true);
        bench.said.clear();
        return bench;
    }

    /** Makes a master of it. */
    static Bench master(VrrpInstance instance) {
        Bench bench = started(instance);
        if (bench.state() != VrrpState.MASTER) {
            bench.pass(Duration.ofNanos(bench.deadline));
        }
        bench.said.clear();
        return bench;
    }

    Bench leasedFor(Duration time) {
        lease = time.toNanos();
        election.leased(now + lease);
        return this;
    }

    Bench hear(int priority, long from) {
        return hear(priority, from, Duration.ofSeconds(1));
    }

    Bench hear(int priority, long from, Duration interval) {
        election.advertisementReceived(now, priority, interval.toNanos(), 0, from);
        return this;
    }

    /** Lets time go by; the timer expires exactly when it is due. */
    Bench pass(Duration time) {
        long end = now + time.toNanos();
        while (deadline <= end) {
            now = deadline;
            deadline = NEVER;
            election.timerExpired(now);
        }
        now = end;
        return this;
    }

    /** Nothing runs for a while: what was due is late. */
    Bench sleep(Duration time) {
        now += time.toNanos();
        return this;
    }

    Duration waits() {
        return Duration.ofNanos(deadline - now);
    }

    boolean armed() {
        return deadline != NEVER;
    }

    VrrpState state() {
        return election.state();
    }

    long now() {
        return now;
    }

    /** What it said since last asked. */
    List<String> said() {
        List<String> all = List.copyOf(said);
        said.clear();
        return all;
    }

    /** What a virtual router does then is not the election's. */
    @Override
    public void aboutToAdvertise() {}

    @Override
    public void advertise(int priority) {
        said.add("advertise " + priority);
    }

    @Override
    public void armTimer(long at) {
        deadline = at;
    }

    @Override
    public void disarmTimer() {
        deadline = NEVER;
    }

    @Override
    public void masterIsDown(long at, String reason) {
        election.takeOver(at, reason);
    }

    @Override
    public void stateChanged(VrrpState from, VrrpState to, String reason) {
        said.add(from + " -> " + to);
        if (to == VrrpState.MASTER) {
            election.leased(now + lease);
        }
    }

    @Override
    public void successorHeard() {
        said.add("succeeded");
    }

    @Override
    public void successorHeardAgain() {
        said.add("succeeded still");
    }

    @Override
    public void lowerPriorityHeard() {
        said.add("announce");
    }
}

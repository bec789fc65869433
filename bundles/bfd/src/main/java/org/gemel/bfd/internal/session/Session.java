package org.gemel.bfd.internal.session;

import java.util.random.RandomGenerator;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.Diagnostic;
import org.gemel.bfd.internal.packet.State;

/**
 * One side of a session in asynchronous mode (RFC 5880 6.8). Times are nanoseconds, intervals of the protocol microseconds.
 * Not safe for threads; allocates nothing once made.
 */
public final class Session {

    private static final long MICROSECOND = 1_000;

    private final int discriminator;
    private final RandomGenerator random;
    private final Actions actions;
    private final ControlPacket out = new ControlPacket();

    private Parameters parameters;
    private State state = State.DOWN;
    private int diagnostic = Diagnostic.NONE;
    private boolean polling;
    /** RFC 5880 6.8.3: what counts until a poll sequence ends, where that is more careful than what is announced. */
    private long transmitUntilFinal;

    private long receiveUntilFinal;
    private long lastSent;
    private long lastHeard;
    /** The interval by which the next packet is due, 0 if none is. */
    private long running;

    private State remoteState = State.DOWN;
    private int remoteDiagnostic = Diagnostic.NONE;
    private int remoteDiscriminator;
    private long remoteRequiredReceive = 1;
    private long remoteDesiredTransmit;
    private int remoteMultiplier = 1;
    private boolean remoteDemand;

    /**
     * A session that is down and silent.
     *
     * @param discriminator not 0, unique on this host
     * @param random decides the jitter
     */
    public Session(int discriminator, Parameters parameters, RandomGenerator random, Actions actions) {
        this.discriminator = discriminator;
        this.parameters = parameters;
        this.random = random;
        this.actions = actions;
    }

    /** Begins to look for the neighbour. */
    public void start(long now) {
        if (mayTransmit()) {
            transmit(now);
        }
    }

    /** Takes a packet that is for this session and has passed all rules of {@link ControlPacket#read}. */
    public void received(ControlPacket packet, long now) {
        if (state == State.ADMIN_DOWN) {
            return;
        }
        remoteDiscriminator = packet.mine();
        remoteState = packet.state();
        remoteDiagnostic = packet.diagnostic();
        remoteDemand = packet.demand();
        remoteRequiredReceive = packet.requiredReceive();
        remoteDesiredTransmit = packet.desiredTransmit();
        remoteMultiplier = packet.multiplier();
        boolean answer = packet.poll();
        if (packet.fin()) {
            polling = false;
        }
        State before = state;
        follow(remoteState);
        lastHeard = now;
        actions.detectAt(now + detectionTime());
        if (answer) {
            send(true);
        }
        if (state == before) {
            keepUp(now);
        } else {
            // 6.8.7: what has changed is said at once.
            transmit(now);
            actions.changed();
        }
    }

    /** The neighbour's state changes ours (6.2, 6.8.6). */
    private void follow(State remote) {
        if (remote == State.ADMIN_DOWN) {
            if (state != State.DOWN) {
                enter(State.DOWN, Diagnostic.NEIGHBOUR_SIGNALED_DOWN);
            }
        } else if (state == State.DOWN) {
            if (remote == State.DOWN) {
                enter(State.INIT, diagnostic);
            } else if (remote == State.INIT) {
                enter(State.UP, Diagnostic.NONE);
            }
        } else if (state == State.INIT) {
            if (remote != State.DOWN) {
                enter(State.UP, Diagnostic.NONE);
            }
        } else if (remote == State.DOWN) {
            enter(State.DOWN, Diagnostic.NEIGHBOUR_SIGNALED_DOWN);
        }
    }

    private void enter(State next, int why) {
        long announced = desiredTransmit();
        state = next;
        diagnostic = why;
        polling = false;
        if (next == State.UP && desiredTransmit() != announced) {
            poll(announced, parameters.requiredReceive());
        }
    }

    /** The time of {@link Actions#transmitAt} has come. */
    public void transmitDue(long now) {
        if (mayTransmit()) {
            transmit(now);
        }
    }

    /** The time of {@link Actions#detectAt} has come: nothing was heard since. */
    public void detectionDue(long now) {
        if (state == State.ADMIN_DOWN) {
            return;
        }
        remoteDiscriminator = 0;
        remoteState = State.DOWN;
        remoteRequiredReceive = 1;
        remoteDemand = false;
        if (state == State.DOWN) {
            keepUp(now);
            return;
        }
        enter(State.DOWN, Diagnostic.DETECTION_TIME_EXPIRED);
        if (mayTransmit()) {
            transmit(now);
        } else {
            // 6.8.7: the passive side is silent until it hears the neighbour again, which notices by itself.
            keepUp(now);
        }
        actions.changed();
    }

    /** Goes on with other parameters, without leaving the state (6.8.3). */
    public void change(Parameters changed, long now) {
        long transmit = desiredTransmit();
        long receive = parameters.requiredReceive();
        boolean same = parameters.equals(changed);
        parameters = changed;
        if (state == State.UP && (desiredTransmit() != transmit || changed.requiredReceive() != receive)) {
            poll(polling ? transmitUntilFinal : transmit, polling ? receiveUntilFinal : receive);
        }
        if (!same) {
            transmitDue(now);
            if (hears()) {
                actions.detectAt(lastHeard + detectionTime());
            }
        }
    }

    /** Ends the session for good: the neighbour is told, if it was ever heard (6.8.16). */
    public void stop() {
        boolean known = remoteDiscriminator != 0;
        state = State.ADMIN_DOWN;
        diagnostic = Diagnostic.ADMINISTRATIVELY_DOWN;
        polling = false;
        actions.transmitNever();
        if (known) {
            send(false);
        }
    }

    private void poll(long transmit, long receive) {
        polling = true;
        transmitUntilFinal = transmit;
        receiveUntilFinal = receive;
    }

    /** 6.8.7. */
    private boolean mayTransmit() {
        boolean silent = parameters.passive() && remoteDiscriminator == 0;
        boolean notWanted =
                remoteDemand && state == State.UP && remoteState == State.UP && !polling || remoteRequiredReceive == 0;
        return state != State.ADMIN_DOWN && !silent && !notWanted;
    }

    /** Sends what is due and arms for the next. */
    private void transmit(long now) {
        send(false);
        lastSent = now;
        if (mayTransmit()) {
            running = transmitInterval();
            actions.transmitAt(now + jittered(running));
        } else {
            running = 0;
            actions.transmitNever();
        }
    }

    /** 6.8.3: another interval counts at once, from the last packet on. */
    private void keepUp(long now) {
        long wanted = mayTransmit() ? transmitInterval() : 0;
        if (wanted == running) {
            return;
        }
        boolean fresh = running == 0;
        running = wanted;
        if (wanted == 0) {
            actions.transmitNever();
        } else if (fresh) {
            transmit(now);
        } else {
            long next = lastSent + jittered(wanted);
            actions.transmitAt(next - now < 0 ? now : next);
        }
    }

    /** 6.8.7: 0 to 25 % shorter; with a multiplier of 1 at least 10 %, for a single late packet is too late. */
    private long jittered(long micros) {
        long nanos = micros * MICROSECOND;
        long least = parameters.multiplier() == 1 ? nanos / 10 : 0;
        return nanos - least - random.nextLong(nanos / 4 - least + 1);
    }

    private void send(boolean fin) {
        out.set(
                state,
                diagnostic,
                polling && !fin,
                fin,
                parameters.multiplier(),
                discriminator,
                remoteDiscriminator,
                desiredTransmit(),
                parameters.requiredReceive());
        actions.send(out);
    }

    private long desiredTransmit() {
        long desired = parameters.desiredTransmit();
        return state == State.UP ? desired : Math.max(desired, parameters.idleTransmit());
    }

    /** The interval at which packets are sent now, jitter aside, in microseconds (6.8.2). */
    public long transmitInterval() {
        // A longer interval counts only when the neighbour knows of it; a shorter one at once.
        long own = polling ? Math.min(transmitUntilFinal, desiredTransmit()) : desiredTransmit();
        return Math.max(own, remoteRequiredReceive);
    }

    /** The interval at which the neighbour sends, jitter aside, in microseconds; 0 if it was not heard. */
    public long receiveInterval() {
        long own = parameters.requiredReceive();
        // The neighbour goes on slowly until it knows that it may be faster.
        return remoteDiscriminator == 0
                ? 0
                : Math.max(polling ? Math.max(receiveUntilFinal, own) : own, remoteDesiredTransmit);
    }

    /** How long the neighbour may be silent, in nanoseconds; 0 if it was not heard (6.8.4). */
    public long detectionTime() {
        return remoteMultiplier * receiveInterval() * MICROSECOND;
    }

    /** How long to look for a neighbour before its absence is news, in nanoseconds. */
    public long patience() {
        return parameters.multiplier() * parameters.idleTransmit() * MICROSECOND;
    }

    /** The state. */
    public State state() {
        return state;
    }

    /** Why it changed last. */
    public int diagnostic() {
        return diagnostic;
    }

    /** The neighbour's state, as last heard. */
    public State remoteState() {
        return remoteState;
    }

    /** Why that changed last. */
    public int remoteDiagnostic() {
        return remoteDiagnostic;
    }

    /** This side's discriminator. */
    public int discriminator() {
        return discriminator;
    }

    /** Whether the neighbour is heard. */
    public boolean hears() {
        return remoteDiscriminator != 0;
    }
}

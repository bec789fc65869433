package org.gemel.bfd.internal.session;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gemel.bfd.internal.packet.ControlPacket;
import org.gemel.bfd.internal.packet.State;

/** A session on a workbench: a clock of its own, and a neighbour that says what the test says. */
final class Bench implements Actions {

    static final int MINE = 0x1111;
    static final int THEIRS = 0x2222;
    static final long MILLI = 1_000_000;
    static final Parameters USUAL = new Parameters(300_000, 300_000, 1_000_000, 3, false);

    final Session session;
    final List<Sent> sent = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    private final ControlPacket in = new ControlPacket();
    long now = Long.MAX_VALUE - 5_000 * MILLI;
    long transmitAt;
    long detectAt;
    boolean transmitting;
    boolean detecting;

    /** A packet as it was sent. */
    record Sent(
            long at, State state, int diagnostic, boolean poll, boolean fin, int yours, long transmit, long receive) {}

    Bench(Parameters parameters, long seed) {
        session = new Session(MINE, parameters, new SplittableRandom(seed), this);
        session.start(now);
    }

    static Bench usual() {
        return new Bench(USUAL, 1);
    }

    /** A session that is up with a neighbour that does 300 ms x 3, after the poll sequence has ended. */
    static Bench up() {
        return up(USUAL);
    }

    static Bench up(Parameters parameters) {
        Bench bench = new Bench(parameters, 1);
        bench.hear(State.DOWN, 1_000, 300, 0);
        bench.hear(State.INIT, 1_000, 300, 0);
        bench.hearFinal(State.UP, 300, 300);
        bench.sent.clear();
        bench.states.clear();
        return bench;
    }

    @Override
    public void send(ControlPacket packet) {
        sent.add(new Sent(
                now,
                packet.state(),
                packet.diagnostic(),
                packet.poll(),
                packet.fin(),
                packet.yours(),
                packet.desiredTransmit(),
                packet.requiredReceive()));
    }

    @Override
    public void transmitAt(long deadline) {
        transmitting = true;
        transmitAt = deadline;
    }

    @Override
    public void transmitNever() {
        transmitting = false;
    }

    @Override
    public void detectAt(long deadline) {
        detecting = true;
        detectAt = deadline;
    }

    @Override
    public void changed() {
        states.add(session.state());
    }

    /** Hears a packet, intervals in milliseconds. */
    void hear(State state, long transmit, long receive, int diagnostic) {
        in.set(state, diagnostic, false, false, 3, THEIRS, MINE, transmit * 1_000, receive * 1_000);
        session.received(in, now);
    }

    void hearPoll(State state, long transmit, long receive) {
        in.set(state, 0, true, false, 3, THEIRS, MINE, transmit * 1_000, receive * 1_000);
        session.received(in, now);
    }

    void hearFinal(State state, long transmit, long receive) {
        in.set(state, 0, false, true, 3, THEIRS, MINE, transmit * 1_000, receive * 1_000);
        session.received(in, now);
    }

    void hear(ControlPacket packet) {
        session.received(packet, now);
    }

    /** Lets time pass with all that becomes due. */
    void pass(long millis) {
        long end = now + millis * MILLI;
        while (transmitting && transmitAt - end <= 0 || detecting && detectAt - end <= 0) {
            if (transmitting && (!detecting || transmitAt - detectAt <= 0)) {
                now = transmitAt;
                transmitting = false;
                session.transmitDue(now);
            } else {
                now = detectAt;
                detecting = false;
                session.detectionDue(now);
            }
        }
        now = end;
    }

    Sent last() {
        return sent.get(sent.size() - 1);
    }
}

package org.gemel.platform.simulated.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Station;
import org.jspecify.annotations.Nullable;

/** A switch: decides for each receiver what becomes of a packet. */
final class SimulatedLan implements Lan {

    private static final int MOST_STATIONS = 64;

    private final SimulatedWorld world;
    private final String name;
    private final List<SimulatedStation> stations = new ArrayList<>();
    private int ports;
    /** By sender: a bit for each receiver that does not hear it. */
    private final long[] cuts = new long[MOST_STATIONS];
    /** By sender: a bit for each receiver on another side. */
    private final long[] partition = new long[MOST_STATIONS];
    /** When the last packet from a sender to a receiver arrives: a switch keeps the order. */
    private final long[] lastArrival = new long[MOST_STATIONS * MOST_STATIONS];

    /** What the switch has learnt: the port from which it last heard a hardware address. */
    private final Map<MacAddress, Integer> learnt = new HashMap<>();

    private final Deque<Arrival> spare = new ArrayDeque<>();
    private Conditions conditions = Conditions.PERFECT;
    private long delay;
    private long jitter;
    private long holding;

    SimulatedLan(SimulatedWorld world, String name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    SimulatedWorld world() {
        return world;
    }

    int nextPort() {
        if (ports == MOST_STATIONS) {
            throw new IllegalStateException("a LAN has at most " + MOST_STATIONS + " stations");
        }
        return ports++;
    }

    void attach(SimulatedStation station) {
        stations.add(station);
    }

    void detach(SimulatedStation station) {
        stations.remove(station);
    }

    List<SimulatedStation> stations() {
        return stations;
    }

    @Override
    public void conditions(Conditions changed) {
        conditions = changed;
        delay = changed.delay().toNanos();
        jitter = changed.jitter().toNanos();
        holding = changed.holding().toNanos();
    }

    @Override
    public Conditions conditions() {
        return conditions;
    }

    @Override
    public void cut(Station from, Station to) {
        cuts[port(from)] |= 1L << port(to);
    }

    @Override
    public void mend(Station from, Station to) {
        cuts[port(from)] &= ~(1L << port(to));
    }

    @Override
    public void partition(List<? extends Collection<? extends Station>> sides) {
        Arrays.fill(partition, 0);
        for (Collection<? extends Station> side : sides) {
            for (Collection<? extends Station> other : sides) {
                if (side != other) {
                    side.forEach(from -> other.forEach(to -> partition[port(from)] |= 1L << port(to)));
                }
            }
        }
    }

    @Override
    public void heal() {
        Arrays.fill(cuts, 0);
        Arrays.fill(partition, 0);
    }

    @Override
    public boolean carries(Station from, Station to) {
        int sender = port(from);
        return from.plugged() && to.plugged() && ((cuts[sender] | partition[sender]) & 1L << port(to)) == 0;
    }

    private int port(Station station) {
        if (station instanceof SimulatedStation mine && mine.lan() == this) {
            return mine.port();
        }
        throw new IllegalArgumentException(station.name() + " is not on the LAN " + name);
    }

    @Override
    public Client newClient(String clientName, MacAddress mac) {
        SimulatedClient client = new SimulatedClient(clientName, mac, this);
        attach(client);
        return client;
    }

    /** Whether something small that is sent now would arrive. */
    boolean delivers(SimulatedStation from, SimulatedStation to) {
        return carries(from, to) && !world.chance(conditions.loss());
    }

    /** Who gets what is sent to a hardware address: who has it, where the switch last heard it, or anywhere. */
    @Nullable
    SimulatedStation at(MacAddress mac) {
        Integer port = learnt.get(mac);
        for (SimulatedStation station : stations) {
            if (station.mac().equals(mac) && (port == null || port == station.port())) {
                return station;
            }
        }
        return null;
    }

    /** Something came from a hardware address by the cable of a station. */
    void learn(MacAddress mac, SimulatedStation from) {
        learnt.put(mac, from.port());
    }

    /** Carries a packet to every other station that wants it. */
    void send(SimulatedStation from, Packet packet) {
        MacAddress source = packet.source();
        learn(source == null ? from.mac() : source, from);
        for (int i = 0; i < stations.size(); i++) {
            SimulatedStation to = stations.get(i);
            if (to.port() == from.port() || !to.wants(packet)) {
                continue;
            }
            if (!delivers(from, to)) {
                world.chronicle().lost(from, to, packet);
                continue;
            }
            schedule(from, to, packet);
            if (world.chance(conditions.duplication())) {
                schedule(from, to, packet);
            }
        }
    }

    private void schedule(SimulatedStation from, SimulatedStation to, Packet packet) {
        long time = world.now() + delay + world.upTo(jitter);
        if (world.chance(conditions.reordering())) {
            time += world.upTo(holding);
        } else {
            int pair = from.port() * MOST_STATIONS + to.port();
            time = Math.max(time, lastArrival[pair]);
            lastArrival[pair] = time;
        }
        Arrival arrival = spare.isEmpty() ? new Arrival() : spare.pop();
        arrival.from = from;
        arrival.to = to;
        arrival.packet = packet;
        world.queue().schedule(arrival, time);
    }

    /** A copy of a packet on its way to one station. */
    private final class Arrival extends Happening {

        private @Nullable SimulatedStation from;
        private @Nullable SimulatedStation to;
        private @Nullable Packet packet;

        @Override
        void happen() {
            SimulatedStation sender = from;
            SimulatedStation receiver = to;
            Packet copy = packet;
            from = null;
            to = null;
            packet = null;
            spare.push(this);
            if (sender == null || receiver == null || copy == null) {
                throw new IllegalStateException("an arrival of nothing");
            }
            if (receiver.plugged()) {
                receiver.arrive(copy);
            } else {
                world.chronicle().lost(sender, receiver, copy);
            }
        }
    }
}

package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.platform.MacAddress;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Node;
import org.jspecify.annotations.Nullable;

/** A host with a neighbour table that probes one address. */
final class SimulatedClient extends SimulatedStation implements Client {

    /** Linux: an entry is believed for some time, then asked for three times at its old place. */
    private static final long BELIEVED = Duration.ofSeconds(8).toNanos();

    private final SimulatedWorld world;
    private final Map<InetAddress, Neighbour> neighbours = new HashMap<>();
    private final List<Probe> probes = new ArrayList<>();
    private final List<Probe> probesView = Collections.unmodifiableList(probes);
    private @Nullable Probing probing;
    private int lost;

    SimulatedClient(String name, MacAddress mac, SimulatedLan lan) {
        super(name, mac, lan);
        world = lan.world();
    }

    @Override
    public void probe(InetAddress address, Duration every) {
        if (every.isNegative() || every.isZero()) {
            throw new IllegalArgumentException("probes need time between them: " + every);
        }
        stop();
        probing = new Probing(address, every.toNanos());
        world.queue().schedule(probing, world.now());
    }

    @Override
    public void stop() {
        if (probing != null) {
            world.queue().cancel(probing);
            probing = null;
        }
    }

    @Override
    public List<Probe> probes() {
        return probesView;
    }

    @Override
    public int lost() {
        return lost;
    }

    @Override
    public @Nullable MacAddress neighbour(InetAddress address) {
        Neighbour neighbour = neighbours.get(address);
        return neighbour == null ? null : neighbour.mac;
    }

    @Override
    void carrierChanged() {}

    @Override
    boolean wants(Packet packet) {
        return packet.frame();
    }

    @Override
    void arrive(Packet packet) {
        InetAddress announced = packet.announced();
        if (announced != null) {
            MacAddress mac = packet.announcedAt();
            if (lan().at(mac) != null) {
                neighbours.put(announced, new Neighbour(mac, world.now()));
            }
        }
    }

    private void ask(InetAddress address) {
        Neighbour neighbour = neighbours.get(address);
        if (neighbour == null || world.now() - neighbour.confirmed > BELIEVED) {
            neighbours.remove(address);
            neighbour = resolve(address);
        }
        Node owner = null;
        if (neighbour != null
                && lan().at(neighbour.mac) instanceof SimulatedNic nic
                && nic.holds(address)
                && lan().delivers(this, nic)
                && lan().delivers(nic, this)) {
            owner = nic.node();
            lan().learn(nic.mac(), nic);
            neighbours.put(address, new Neighbour(nic.mac(), world.now()));
        }
        probes.add(new Probe(world.now(), owner));
        if (owner == null) {
            lost++;
        }
    }

    /** Asks the whole LAN; where several answer, chance decides whose answer is the last. */
    private @Nullable Neighbour resolve(InetAddress address) {
        List<SimulatedNic> answers = new ArrayList<>();
        for (SimulatedStation station : lan().stations()) {
            if (station instanceof SimulatedNic nic
                    && nic.holds(address)
                    && lan().delivers(this, nic)
                    && lan().delivers(nic, this)) {
                answers.add(nic);
            }
        }
        if (answers.isEmpty()) {
            return null;
        }
        SimulatedNic last = answers.get((int) world.upTo(answers.size() - 1));
        lan().learn(last.mac(), last);
        Neighbour neighbour = new Neighbour(last.mac(), world.now());
        neighbours.put(address, neighbour);
        return neighbour;
    }

    private record Neighbour(MacAddress mac, long confirmed) {}

    private final class Probing extends Happening {

        private final InetAddress address;
        private final long every;

        Probing(InetAddress address, long every) {
            this.address = address;
            this.every = every;
        }

        @Override
        void happen() {
            world.queue().schedule(this, time + every);
            ask(address);
        }
    }
}

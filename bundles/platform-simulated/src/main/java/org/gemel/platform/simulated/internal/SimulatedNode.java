package org.gemel.platform.simulated.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer.Happening;
import org.gemel.platform.simulated.Traffic;
import org.jspecify.annotations.Nullable;

/** A machine. */
final class SimulatedNode implements Node {

    private static final int MOST_DRIFT = 500_000;

    private final SimulatedWorld world;
    private final String name;
    private final List<SimulatedNic> nics = new ArrayList<>();
    private final SimulatedSoftware software = new SimulatedSoftware();
    private final SimulatedRouting routing = new SimulatedRouting(this);
    private Set<InetAddress> refused = Set.of();
    private @Nullable SimulatedProcess process;
    private Traffic lastTraffic = new Traffic(0, 0, 0, 0);
    /** The loopback interface has the first index. */
    private int nextIndex = 2;

    private int drift;
    private long lateness;

    SimulatedNode(SimulatedWorld world, String name) {
        this.world = world;
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Nic connect(Lan lan, String linkName, MacAddress mac, String... addresses) {
        if (!(lan instanceof SimulatedLan simulated)) {
            throw new IllegalArgumentException("not a LAN of this simulator: " + lan);
        }
        SimulatedNic nic = new SimulatedNic(this, linkName, nextIndex++, mac, simulated);
        for (String text : addresses) {
            int slash = text.indexOf('/');
            nic.addAddress(literal(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }
        simulated.attach(nic);
        nics.add(nic);
        nic.carrierChanged();
        return nic;
    }

    private static InetAddress literal(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + text, e);
        }
    }

    SimulatedVirtualNic stack(SimulatedNic base, String linkName, MacAddress mac, SimulatedProcess maker) {
        SimulatedVirtualNic nic = new SimulatedVirtualNic(base, linkName, nextIndex++, mac, maker);
        base.lan().attach(nic);
        nics.add(nic);
        return nic;
    }

    @Override
    public void disconnect(Nic nic) {
        for (SimulatedNic each : List.copyOf(nics)) {
            if (nic instanceof SimulatedNic base && each instanceof SimulatedVirtualNic virtual && virtual.isOn(base)) {
                disconnect(virtual);
            }
        }
        if (nic instanceof SimulatedNic mine && nics.remove(mine)) {
            mine.lan().detach(mine);
            mine.removed();
            routing.removed(mine);
        }
    }

    @Override
    public List<Nic> nics() {
        return Collections.unmodifiableList(nics);
    }

    @Override
    public Platform start() {
        if (process != null) {
            throw new IllegalStateException(name + " has a process already");
        }
        SimulatedProcess started = new SimulatedProcess(world, this);
        process = started;
        world.chronicle().process(this, Happening.STARTED);
        return started;
    }

    @Override
    public void kill() {
        if (process != null) {
            lastTraffic = traffic();
            process.kill();
            process = null;
            world.chronicle().process(this, Happening.KILLED);
        }
    }

    @Override
    public void pause() {
        if (process != null && !process.paused()) {
            process.pause();
            world.chronicle().process(this, Happening.PAUSED);
        }
    }

    @Override
    public void resume() {
        if (process != null && process.paused()) {
            world.chronicle().process(this, Happening.RESUMED);
            process.resume();
        }
    }

    @Override
    public SimulatedSoftware software() {
        return software;
    }

    @Override
    public boolean running() {
        return process != null;
    }

    @Override
    public boolean paused() {
        return process != null && process.paused();
    }

    @Override
    public void drift(int partsPerMillion) {
        if (Math.abs(partsPerMillion) > MOST_DRIFT) {
            throw new IllegalArgumentException("no clock runs like that: " + partsPerMillion + " ppm");
        }
        drift = partsPerMillion;
        if (process != null) {
            process.loop().drift(partsPerMillion);
        }
    }

    @Override
    public void lateness(Duration most) {
        lateness = most.toNanos();
    }

    @Override
    public Traffic traffic() {
        return process == null ? lastTraffic : process.network().traffic();
    }

    @Override
    public List<Route> routes() {
        return routing.routes();
    }

    @Override
    public List<Rule> rules() {
        return routing.rules();
    }

    @Override
    public Set<InetAddress> refused() {
        return refused;
    }

    void refuse(Set<InetAddress> addresses) {
        refused = addresses;
    }

    @Override
    public void removeRoute(Route route) {
        routing.remove(route);
    }

    @Override
    public void removeRule(Rule rule) {
        routing.remove(rule);
    }

    SimulatedRouting routing() {
        return routing;
    }

    @Nullable
    SimulatedProcess process() {
        return process;
    }

    List<SimulatedNic> simulatedNics() {
        return nics;
    }

    int drift() {
        return drift;
    }

    long lateness() {
        return lateness;
    }
}

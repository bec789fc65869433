package org.gemel.demo.internal;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.platform.MacAddress;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.HeldAddress;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Prober;
import org.gemel.platform.simulated.Client;
import org.gemel.platform.simulated.Conditions;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.Observer;
import org.gemel.platform.simulated.Simulator;
import org.gemel.platform.simulated.World;

/** The same engine on a network that is not there. */
final class SimulatedStage implements Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SEED = 1;

    /** What a process needs to come up, so that the story looks as it does on the kernel. */
    private static final Duration START = Duration.ofMillis(600);

    private final VrrpEngineFactory engines;
    private final String why;
    private final RouterFiles files;
    private final World world;
    private final Client client;
    private final Map<String, Nic> nics = new HashMap<>();
    private final Map<String, Configuration> configurations = new HashMap<>();
    private final Map<String, VrrpEngine> running = new HashMap<>();
    private final List<AddressChange> changes = new ArrayList<>();

    SimulatedStage(
            Simulator simulator,
            VrrpEngineFactory engines,
            ConfigurationReader reader,
            BigDecimal interval,
            String why) {
        this.engines = engines;
        this.why = why;
        this.files = new RouterFiles(interval);
        this.world = simulator.newWorld(SEED);
        Lan lan = world.newLan("lan");
        lan.conditions(Conditions.WIRED);
        int number = 0x11;
        for (String router : RouterFiles.ROUTERS) {
            String address = "10.0.0." + (number - 6) + "/24";
            nics.put(router, world.newNode(router).connect(lan, "eth0", mac(number++), address));
            configurations.put(
                    router,
                    reader.read(files.config(router), ReadOptions.ofThisHost(null, null))
                            .configuration());
        }
        client = lan.newClient("client", mac(0x61));
        world.observe(new Observer() {
            @Override
            public void addressAdded(Nic nic, InetAddress address) {
                note(nic, address, true);
            }

            @Override
            public void addressRemoved(Nic nic, InetAddress address, Removal removal) {
                note(nic, address, false);
            }
        });
    }

    private static MacAddress mac(int lastOctet) {
        return new MacAddress(0x0200_0000_0000L | lastOctet);
    }

    private void note(Nic nic, InetAddress address, boolean present) {
        HeldAddress held = new HeldAddress(address.getHostAddress(), 24, HeldAddress.FOREVER);
        changes.add(new AddressChange(now(), nic.node().name(), held, present));
    }

    @Override
    public List<String> description() {
        return List.of(
                "The network is simulated, " + why + ".",
                "Gemel's own engine runs on it; only the kernel and the clock are not real.");
    }

    @Override
    public Instant now() {
        return at(world.now());
    }

    private static Instant at(long nanos) {
        return Instant.EPOCH.plusNanos(nanos);
    }

    private Nic nic(String router) {
        Nic nic = nics.get(router);
        if (nic == null) {
            throw new LabException("there is no router " + router);
        }
        return nic;
    }

    @Override
    public void start(String router) {
        Node node = nic(router).node();
        Configuration configuration = configurations.get(router);
        if (configuration == null) {
            throw new LabException(router + " has no configuration");
        }
        world.schedule(START, () -> {
            VrrpEngine engine = engines.create(node.start(), event -> {});
            engine.apply(configuration);
            running.put(router, engine);
        });
    }

    @Override
    public void kill(String router) {
        nic(router).node().kill();
        running.remove(router);
    }

    @Override
    public void cutPower(String router) {
        nic(router).unplug();
        kill(router);
    }

    @Override
    public void restorePower(String router) {
        nic(router).plug();
        start(router);
    }

    @Override
    public void stop(String router) {
        VrrpEngine engine = running.remove(router);
        if (engine != null) {
            world.await(engine.stop(), PATIENCE);
            nic(router).node().kill();
        }
    }

    @Override
    public boolean holds(String router) {
        return nic(router).holds(shared());
    }

    private static InetAddress shared() {
        try {
            return InetAddress.getByName(SHARED);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(SHARED + " is an address", e);
        }
    }

    @Override
    public void startPinging() {
        client.probe(shared(), PING_EVERY);
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        if (!world.runUntil(condition, PATIENCE)) {
            throw new LabException("not within " + PATIENCE.toSeconds() + " s of simulated time: " + what);
        }
    }

    @Override
    public void pass(Duration time) {
        world.run(time);
    }

    @Override
    public List<AddressChange> changes() {
        return List.copyOf(changes);
    }

    @Override
    public Prober.Report pings() {
        List<Prober.Outage> outages = new ArrayList<>();
        List<Client.Probe> probes = client.probes();
        int unanswered = 0;
        Instant lastAnswer = Instant.EPOCH;
        for (Client.Probe probe : probes) {
            if (probe.answeredBy() == null) {
                unanswered++;
            } else {
                if (unanswered > 0) {
                    outages.add(new Prober.Outage(lastAnswer, at(probe.at()), unanswered));
                    unanswered = 0;
                }
                lastAnswer = at(probe.at());
            }
        }
        return new Prober.Report(probes.size(), probes.size() - client.lost(), outages);
    }

    @Override
    public void close() {
        files.delete();
    }
}

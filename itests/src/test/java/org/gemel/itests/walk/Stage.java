package org.gemel.itests.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.InstanceStatus;
import org.gemel.bfd.internal.BfdTrackerFactory;
import org.gemel.config.internal.reader.FormatReader;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.gemel.platform.simulated.Conduct;
import org.gemel.platform.simulated.Lan;
import org.gemel.platform.simulated.Nic;
import org.gemel.platform.simulated.Node;
import org.gemel.platform.simulated.World;
import org.gemel.platform.simulated.internal.DefaultSimulator;
import org.gemel.tracking.internal.FileTrackers;
import org.gemel.tracking.internal.ProcessTrackers;
import org.gemel.tracking.internal.ScriptTrackers;
import org.gemel.vrrp.internal.engine.DefaultVrrpEngine;
import org.gemel.vrrp.internal.tracking.TrackerFactories;

/** The router that is looked at, on two LANs, and a peer beside it on both. */
final class Stage {

    private static final Schema SCHEMA = Schema.load();
    private static final TrackerFactories TRACKERS = new TrackerFactories();

    static {
        TRACKERS.add("script", new ScriptTrackers());
        TRACKERS.add("file", new FileTrackers());
        TRACKERS.add("process", new ProcessTrackers());
        TRACKERS.add("bfd", new BfdTrackerFactory());
    }

    final World world = new DefaultSimulator().newWorld(1);
    final Lan lan = world.newLan("lan");
    final Node own = world.newNode("r1");
    final Node peer = world.newNode("r2");
    final Nic ownNic;
    final Nic ownOther;
    final Nic peerNic;
    final Chronicle chronicle = new Chronicle(world, own);
    private final Text text;
    private VrrpEngine engine;

    Stage(Text text) {
        this.text = text;
        Lan other = world.newLan("other");
        ownNic = own.connect(lan, "eth0", new MacAddress(0x0200_0000_0001L), "10.0.0.1/24", "fe80::1/64");
        ownOther = own.connect(other, "eth1", new MacAddress(0x0200_0000_0011L), "10.0.1.1/24", "fe80::11/64");
        peerNic = peer.connect(lan, "eth0", new MacAddress(0x0200_0000_0002L), "10.0.0.2/24", "fe80::2/64");
        peer.connect(other, "eth1", new MacAddress(0x0200_0000_0012L), "10.0.1.2/24", "fe80::12/64");
    }

    void startOwn() {
        Platform platform = chronicle.overheard(own.start());
        Configuration configuration = read(text.own());
        try {
            platform.adopt(configuration.process());
        } catch (PlatformException e) {
            throw new IllegalStateException(e);
        }
        engine = start(platform, configuration, chronicle::happened);
    }

    void stopOwn() {
        world.await(engine.stop(), Duration.ofSeconds(5));
        engine = null;
    }

    /** What it counted, if it is not stopped. */
    void count() {
        if (engine != null) {
            for (InstanceStatus each :
                    world.await(engine.status(), Duration.ofSeconds(1)).instances()) {
                chronicle.line("counts " + each.name() + " " + new TreeMap<>(each.counters()));
            }
        }
    }

    void startPeer(int priority) {
        start(peer.start(), read(text.peer(priority)), event -> {});
    }

    /** The program succeeds, the number is 0, the process is there; another program and process always are. */
    int well() {
        if (own.software().runs("/bin/ok") == 0) {
            own.software().install("/bin/ok", () -> Conduct.exits(0));
            own.software().install("/bin/hang", Conduct::hangs);
            own.software().start("other", List.of("/usr/sbin/other"));
        }
        own.software().install("/bin/check", () -> Conduct.exits(0));
        own.software().write("/run/number", "0\n");
        return own.software().start("daemon", List.of("/usr/sbin/daemon", "-f", "x"));
    }

    /** The program fails, the number is 10, the process is gone. */
    void ill(int daemon) {
        own.software().install("/bin/check", () -> Conduct.exits(1));
        own.software().write("/run/number", "10\n");
        own.software().end(daemon);
    }

    void run(double seconds) {
        world.run(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private VrrpEngine start(Platform platform, Configuration configuration, Consumer<Event> events) {
        VrrpEngine started = new DefaultVrrpEngine(platform, TRACKERS, events);
        world.await(started.apply(configuration), Duration.ofSeconds(1));
        return started;
    }

    static Configuration read(String text) {
        try {
            Path file = Files.createTempFile("walk", ".conf");
            try {
                Files.writeString(file, text);
                ConfigurationReader.Result result = new FormatReader(
                                () -> Map.of("keepalived", new KeepalivedFormat()),
                                () -> SCHEMA,
                                user -> true,
                                user -> true)
                        .read(file, new ReadOptions("node", "", Map.of()));
                assertThat(result.diagnostics())
                        .as(text)
                        .noneMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
                assumeThat(result.diagnostics())
                        .as("another keyword of it does not act yet")
                        .noneMatch(diagnostic -> diagnostic.code().equals("not-acted-on"));
                return result.configuration();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

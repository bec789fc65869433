package org.gemel.shell.internal.explain;

import static org.gemel.shell.internal.explain.Samples.address;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Command;
import org.gemel.api.config.Family;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Position;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Secret;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Scheduling;

/** Virtual servers in which every component has a value. */
final class ServerSamples {

    private static final Forwarding TUNNEL =
            new Forwarding(Forwarding.Method.TUNNEL, Forwarding.Tunnel.GUE, 6080, Forwarding.Checksum.FULL);
    private static final Position AT = new Position("keepalived.conf", 7, 3);

    private ServerSamples() {}

    static Notifications.Wishes wishes(Command command) {
        return new Notifications.Wishes(Map.of(Notifications.Occasion.UP, command), null, true, false, false);
    }

    static Balancing balancing() {
        return new Balancing(
                List.of(server()),
                "nftables",
                false,
                Balancing.AtEnd.REMOVE_OWN,
                new Balancing.Timeouts(Duration.ofSeconds(900), Duration.ofSeconds(120), Duration.ofSeconds(300)),
                new Balancing.SyncDaemon("eth0", "V", 5, 1400, 8848, 3, address("224.0.0.81")),
                Duration.ofSeconds(60));
    }

    private static VirtualServer server() {
        return new VirtualServer(
                "10.0.0.10:80/tcp",
                List.of(
                        new Address.Endpoint(address("10.0.0.10"), 80, VirtualServer.Protocol.TCP),
                        new Address.Mark(5, Family.IPV4)),
                new Scheduling("wrr", Set.of(Scheduling.Flag.PORT)),
                TUNNEL,
                new VirtualServer.Persistence(Duration.ofSeconds(360), 24, "sip"),
                List.of(new VirtualServer.RealServer(
                        "10.1.0.1:80",
                        new InetSocketAddress(address("10.1.0.1"), 80),
                        TUNNEL,
                        3,
                        100,
                        50,
                        false,
                        false,
                        List.of(check()),
                        "real")),
                new VirtualServer.SorryServer(
                        "10.1.0.9:80", new InetSocketAddress(address("10.1.0.9"), 80), TUNNEL, false),
                2,
                1,
                false,
                false,
                false,
                "virtual");
    }

    /** A check with a secret of its own and one in a block. */
    static CheckerDefinition checkWithPassword(String password) {
        Setting secret = new Setting("password", List.of(password), List.of(), null, AT, true);
        CheckerDefinition check = check();
        return new CheckerDefinition(
                check.kind(),
                check.timing(),
                check.alpha(),
                check.logAllFailures(),
                check.connection(),
                List.of(secret, new Setting("login", List.of(), List.of(secret), null, AT)),
                null,
                null,
                null,
                1,
                AT);
    }

    private static CheckerDefinition check() {
        Setting url = new Setting("path", List.of("/health"), List.of(), null, AT);
        return new CheckerDefinition(
                "SSL_GET",
                new CheckerDefinition.Timing(Duration.ofSeconds(5), 3, Duration.ofSeconds(2), Duration.ofSeconds(1)),
                false,
                false,
                new CheckerDefinition.Connection(
                        new InetSocketAddress(address("10.1.0.1"), 443),
                        address("10.1.0.254"),
                        1024,
                        "eth1",
                        7,
                        Duration.ofSeconds(4)),
                List.of(new Setting(
                        "url",
                        List.of(),
                        List.of(url),
                        new Command(List.of("/bin/check"), "nobody", "nogroup", ScriptPolicy.DEFAULT),
                        AT)),
                new TrackerDefinition.NumberFile("file", Path.of("/run/number"), 7, false),
                "www.example.org",
                new ClientTls(
                        Path.of("/etc/ca.pem"),
                        Path.of("/etc/own.pem"),
                        Path.of("/etc/own.key"),
                        new Secret("passphrase")),
                1,
                AT);
    }
}

package org.gemel.shell.internal.explain;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Pacing;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Rule;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.StaticEntries.Entry;
import org.gemel.api.config.Subject;
import org.gemel.api.config.Subnet;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.config.VrrpInstance;

/** Configurations in which, taken together, every component of every record has a value. */
final class Samples {

    private static final VirtualAddress ADDRESS = new VirtualAddress(
            address("10.0.0.10"),
            24,
            "eth0",
            0,
            address("10.0.0.255"),
            "eth0:v",
            null,
            Set.of(VirtualAddress.Flag.AUTOJOIN),
            VirtualAddress.ALWAYS_PREFERRED,
            true);
    private static final VirtualAddress WITH_PEER = new VirtualAddress(
            address("10.0.1.10"), 32, "eth1", 253, null, null, address("10.0.1.11"), Set.of(), 100, false);
    private static final Tracked SCRIPT = new Tracked(Tracked.Kind.SCRIPT, "chk", 5, false);

    private Samples() {}

    static List<Configuration> all() {
        return List.of(of(multicast()), of(unicast()), of(six()));
    }

    static Configuration of(VrrpInstance instance) {
        return new Configuration.Builder("node")
                .instances(List.of(instance))
                .syncGroups(List.of(new SyncGroup("G", List.of("V"), List.of(SCRIPT), true)))
                .trackers(trackers())
                .process(process())
                .balancing(ServerSamples.balancing())
                .notifications(notifications())
                .linkDelays(List.of(new LinkDelays("eth0", Duration.ZERO, Duration.ofSeconds(1))))
                .pacing(new Pacing(
                        Duration.ZERO,
                        Duration.ZERO,
                        List.of(new Pacing.Group(List.of("eth0"), Duration.ZERO, Duration.ZERO))))
                .staticEntries(new StaticEntries(
                        List.of(new Entry<>(ADDRESS, List.of("V"))),
                        List.of(new Entry<>(route(), List.of("V"))),
                        List.of(new Entry<>(rule(), List.of("V")))))
                .build();
    }

    private static Notifications notifications() {
        Command reader = new Command(List.of("/bin/read"), "nobody", "nogroup", ScriptPolicy.DEFAULT);
        Map<Notifications.Occasion, Command> commands = Map.of(Notifications.Occasion.MASTER, reader);
        return new Notifications(
                Map.of(
                        Subject.instance("V"),
                        new Notifications.Wishes(commands, reader, true, false, true),
                        Subject.group("G"),
                        new Notifications.Wishes(commands, reader, false, true, false),
                        Subject.virtualServer("10.0.0.10:80/tcp"),
                        ServerSamples.wishes(reader),
                        Subject.realServer("10.0.0.10:80/tcp", "10.1.0.1:80"),
                        ServerSamples.wishes(reader)),
                List.of(new Notifications.Fifo(
                        Path.of("/run/events"), "nobody", "nogroup", reader, Notifications.Fifo.Content.ALL, true)),
                mail(),
                List.of(new Notifications.Webhook(
                        URI.create("https://example.org/hook"), Path.of("/etc/secret"), Duration.ofSeconds(5))));
    }

    private static Notifications.Mail mail() {
        return new Notifications.Mail(
                "mail.example.org",
                587,
                Notifications.Mail.Security.STARTTLS,
                Path.of("/etc/ssl/relay.pem"),
                "gemel",
                Path.of("/etc/gemel/password"),
                "r1.example.org",
                Duration.ofSeconds(30),
                "gemel@example.org",
                List.of(new Notifications.Mailbox("Night Shift", "night@example.org")),
                true,
                60);
    }

    private static ProcessSettings process() {
        ProcessSettings.Hook hook = new ProcessSettings.Hook(
                List.of("/bin/true"), "nobody", "nogroup", ScriptPolicy.DEFAULT, Duration.ofSeconds(10));
        return new ProcessSettings(
                "one",
                "low",
                "gemel",
                0177,
                new Scheduling(50, -5, false, List.of(0, 1), Duration.ofMillis(10)),
                hook,
                hook);
    }

    private static Route route() {
        return Route.to(new Subnet(address("10.1.0.0"), 16))
                .from(new Subnet(address("10.2.0.0"), 16))
                .hops(List.of(
                        new Hop(address("10.0.0.2"), "eth0", false, 1, 65537),
                        new Hop(address("10.0.0.3"), "eth1", false, 2, 3)))
                .source(address("10.0.0.10"))
                .table(100)
                .metric(5)
                .metrics(List.of(new Metric(Metric.Kind.MTU, 1400, false)))
                .congestionControl(new Route.CongestionControl("cubic", false))
                .preference(Route.Preference.LOW)
                .propagateTtl(true)
                .build();
    }

    private static Rule rule() {
        return Rule.of(Family.IPV4, 500, new Rule.Lookup(100))
                .from(new Subnet(address("10.1.0.0"), 16))
                .to(new Subnet(address("10.2.0.0"), 16))
                .mark(new Rule.Mark(5, 7))
                .inInterface("eth0")
                .outInterface("eth1")
                .users(new Rule.Range(1, 5))
                .sourcePorts(new Rule.Range(1, 5))
                .destinationPorts(new Rule.Range(1, 5))
                .build();
    }

    /** Version 2 with a password, sent to the group. */
    static VrrpInstance multicast() {
        return common(Family.IPV4, 2)
                .authentication(new Authentication.Pass("s3cret!!".getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    /** Version 3, sent to a peer. */
    static VrrpInstance unicast() {
        return common(Family.IPV4, 3)
                .unicastPeers(List.of(new UnicastPeer(address("10.0.0.2"))))
                .authentication(new Authentication.Hmac(
                        List.of(key(1), key(2)),
                        1,
                        Authentication.Hmac.Mode.ENFORCE,
                        Duration.ofSeconds(10),
                        true,
                        new Authentication.None()))
                .checksumForm(ChecksumForm.RFC5798)
                .build();
    }

    private static VrrpInstance six() {
        return common(Family.IPV6, 3)
                .authentication(new Authentication.Ah("s3cret!!".getBytes(StandardCharsets.US_ASCII)))
                .build();
    }

    private static Authentication.Key key(int id) {
        return new Authentication.Key(id, new byte[32]);
    }

    private static VrrpInstance.Builder common(Family family, int version) {
        return new VrrpInstance.Builder("V", "eth0", 51, family, version, address("224.0.0.18"))
                .source(address("10.0.0.1"))
                .addresses(List.of(ADDRESS))
                .excludedAddresses(List.of(WITH_PEER))
                .routes(List.of(route()))
                .virtualLinks(List.of(
                        new VirtualLink("vrrp.1", "eth0", VirtualLink.Kind.MACVLAN, 1, true, false, 5L, "blue"),
                        new VirtualLink("vrrp.2", "eth0", VirtualLink.Kind.IPVLAN_VEPA, 0, false, false, 5L, "blue")))
                .rules(List.of(
                        rule(), Rule.of(Family.IPV4, 501, new Rule.Lookup(7)).build()))
                .tracking(new Tracking(true, false, List.of(SCRIPT)));
    }

    private static List<TrackerDefinition> trackers() {
        return List.of(
                new TrackerDefinition.Script(
                        "chk",
                        List.of("/bin/true", "a b"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        3,
                        4,
                        false,
                        "nobody",
                        "nogroup"),
                new TrackerDefinition.NumberFile("file", Path.of("/run/number"), 7, false),
                new TrackerDefinition.ProcessCount(
                        "daemon",
                        List.of("haproxy", "-f"),
                        TrackerDefinition.ProcessCount.Arguments.INITIAL,
                        false,
                        1,
                        5,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)),
                new TrackerDefinition.BfdSession(
                        "peer",
                        address("10.0.0.2"),
                        address("10.0.0.1"),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofSeconds(1),
                        5,
                        false,
                        255,
                        0,
                        false));
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notLiteral) {
            throw new IllegalArgumentException(literal, notLiteral);
        }
    }
}

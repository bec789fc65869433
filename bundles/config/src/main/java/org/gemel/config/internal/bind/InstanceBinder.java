package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;

/** Binds one virtual router. */
final class InstanceBinder {

    private static final int DEFAULT_DOWN_TIMER_ADVERTS = 3;

    private static final int HIGHEST_BACKUP = 254;

    private final Block global;
    private final RoutingBinder routing;
    private final TrackingBinder tracking;
    private final Diagnostics diagnostics;
    private final AuthenticationBinder authentication;
    private final DestinationBinder destination;
    private final ReceptionBinder reception;

    /** @param global all {@code global_defs} blocks as one */
    InstanceBinder(Block global, RoutingBinder routing, TrackingBinder tracking, Diagnostics diagnostics) {
        this.global = global;
        this.routing = routing;
        this.tracking = tracking;
        this.diagnostics = diagnostics;
        this.authentication = new AuthenticationBinder(diagnostics);
        this.destination = new DestinationBinder(diagnostics);
        this.reception = new ReceptionBinder(diagnostics);
    }

    /** The virtual router; empty if what it cannot do without is missing, which was reported. */
    Optional<VrrpInstance> bind(Item item) {
        Block own = item.block();
        Optional<Item> link = own.last("interface");
        Optional<Item> vrid = own.last("virtual_router_id");
        if (link.isEmpty() || vrid.isEmpty()) {
            return Optional.empty();
        }
        Settings settings = new Settings(own, global);
        Family family = family(own);
        int version = version(settings, family);
        AddressList addresses = AddressList.bind(own, family, link.get().text(), diagnostics);
        checkNative(own, family);
        Election election = Election.bind(own, diagnostics);
        List<UnicastPeer> peers = destination.peers(settings, family);
        Duration interval = AdvertInterval.bind(own, version, diagnostics);
        Authentication authenticated = authentication.bind(own, version, interval);
        VrrpInstance instance = new VrrpInstance.Builder(
                        item.value(0, String.class),
                        link.get().text(),
                        vrid.get().number(),
                        family,
                        version,
                        destination.group(settings, family, peers))
                .priority(election.priority())
                .startAsMaster(startsAsMaster(own, election, authenticated))
                .advertInterval(interval)
                .preempt(election.preempt())
                .preemptDelay(election.preemptDelay())
                .downTimerAdverts(settings.find("down_timer_adverts", "vrrp_down_timer_adverts")
                        .map(Item::number)
                        .orElse(DEFAULT_DOWN_TIMER_ADVERTS))
                .authentication(authenticated)
                .source(destination.source(own, family))
                .unicastPeers(peers)
                .lacksPeers(peers.isEmpty() && own.contains("unicast_fault_no_peer"))
                .unicastTtl(destination.unicastTtl(own, peers))
                .addresses(addresses.advertised())
                .excludedAddresses(addresses.excluded())
                .announcements(AnnouncementsBinder.bind(settings))
                .accept(accept(settings))
                .checksumForm(checksumForm(settings, version, family))
                .answerLowerPriority(!settings.flag("lower_prio_no_advert", "vrrp_lower_prio_no_advert"))
                .advertiseBeforeYielding(settings.flag("higher_prio_send_advert", "vrrp_higher_prio_send_advert"))
                .tracking(tracking.ofInstance(item, election.priority()))
                .yieldsWhenLateTo(yieldsWhenLateTo(own, election))
                .routes(routing.routes(own))
                .rules(routing.rules(own))
                .promoteSecondaries(own.flag("promote_secondaries"))
                .build();
        VrrpInstance bound = reception.bind(settings, StrictMode.enforce(item, settings, instance, diagnostics));
        return advertisesSomething(item, settings, bound) ? Optional.of(bound) : Optional.empty();
    }

    /** With AH it listens first, for it must go on where others stopped counting (behaviour 49). */
    private boolean startsAsMaster(Block own, Election election, Authentication authenticated) {
        boolean refused = election.startAsMaster()
                && authenticated instanceof Authentication.Ah
                && election.priority() != VrrpInstance.OWNER_PRIORITY;
        if (refused) {
            diagnostics.warning(
                    own.last("state").orElseThrow().at(),
                    "master-with-ah",
                    "'state MASTER' does not go with authentication type AH and is ignored",
                    "write 'state BACKUP'; the priority decides who is master");
        }
        return election.startAsMaster() && !refused;
    }

    /** Works with nopreempt only (behaviour 76); whoever could be preempted is told by the others anyway. */
    private static int yieldsWhenLateTo(Block own, Election election) {
        Optional<Item> item = own.last("timer_expired_backup").or(() -> own.last("thread_timer_expired"));
        return election.preempt()
                ? 0
                : item.map(each -> each.has(0) ? each.number() : HIGHEST_BACKUP).orElse(0);
    }

    /** The first address decides, of whatever the instance has. */
    private static Family family(Block own) {
        Stream<InetAddress> addresses = own.entries("virtual_ipaddress").stream()
                .map(entry -> entry.value(0, Prefix.class).address());
        if (own.contains("native_ipv6") && own.entries("virtual_ipaddress").isEmpty()) {
            return Family.IPV6;
        }
        Stream<InetAddress> others = Stream.of("mcast_src_ip", "unicast_src_ip", "mcast_dst_ip")
                .flatMap(name -> own.last(name).stream())
                .map(item -> item.value(0, InetAddress.class));
        Stream<InetAddress> peers =
                own.entries("unicast_peer").stream().map(entry -> entry.value(0, InetAddress.class));
        return Stream.of(addresses, others, peers)
                .flatMap(stream -> stream)
                .findFirst()
                .map(Family::of)
                .orElse(Family.IPV4);
    }

    private void checkNative(Block own, Family family) {
        own.last("native_ipv6")
                .filter(item -> family == Family.IPV4)
                .ifPresent(item -> diagnostics.error(
                        item.at(),
                        "mixed-families",
                        "native_ipv6 does not go with IPv4 addresses and is ignored",
                        "remove it, or write IPv6 addresses"));
    }

    /** IPv6 is always version 3; IPv4 is 2 unless the text says otherwise. */
    private int version(Settings settings, Family family) {
        Optional<Item> own = settings.own().last("version");
        if (family == Family.IPV4) {
            return settings.find("version", "vrrp_version").map(Item::number).orElse(2);
        }
        own.filter(item -> item.number() == 2)
                .ifPresent(item -> diagnostics.warning(
                        item.at(),
                        "version-2-with-ipv6",
                        "VRRP version 2 knows no IPv6; version 3 is used",
                        "write 'version 3' or leave it out"));
        return 3;
    }

    /** The last word counts; strict mode says no where nothing is said (behaviour 108). */
    private static boolean accept(Settings settings) {
        return settings.own().items().stream()
                .map(Item::name)
                .filter(name -> name.equals("accept") || name.equals("no_accept"))
                .reduce((first, second) -> second)
                .map(name -> name.equals("accept"))
                .orElse(!settings.strict());
    }

    private static ChecksumForm checksumForm(Settings settings, int version, Family family) {
        if (version == 2 || family == Family.IPV6) {
            return ChecksumForm.AUTO;
        }
        return settings.find("v3_checksum_as_v2", "v3_checksum_as_v2")
                .map(item -> item.flag() ? ChecksumForm.RFC9568 : ChecksumForm.RFC5798)
                .orElse(ChecksumForm.AUTO);
    }

    /** Behaviours 18 and 53: version 2 may go without addresses, version 3 may not. */
    private boolean advertisesSomething(Item item, Settings settings, VrrpInstance instance) {
        if (!instance.addresses().isEmpty()) {
            return true;
        }
        String message = "virtual router " + instance.name() + " has no address to advertise";
        boolean needed = instance.version() == 3 || settings.strict();
        if (needed) {
            diagnostics.error(
                    item.at(),
                    "no-addresses",
                    message,
                    (instance.version() == 3 ? "version 3" : "strict mode")
                            + " needs at least one in virtual_ipaddress");
        } else if (!item.block().contains("no_virtual_ipaddress")) {
            diagnostics.warning(
                    item.at(),
                    "no-addresses",
                    message,
                    "write virtual_ipaddress, or no_virtual_ipaddress if that is meant");
        }
        return !needed;
    }
}

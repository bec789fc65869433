package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.InstanceStatus;
import org.gemel.api.status.VrrpState;
import org.gemel.vrrp.internal.election.Actions;
import org.gemel.vrrp.internal.election.Election;
import org.gemel.vrrp.internal.packet.Advertisement;
import org.gemel.vrrp.internal.packet.AdvertisementPacket;
import org.gemel.vrrp.internal.packet.Bits;
import org.gemel.vrrp.internal.packet.Discard;
import org.gemel.vrrp.internal.packet.ReceiveRules;
import org.jspecify.annotations.Nullable;

/** One virtual router on a platform: carries out what its election decides. Loop thread only. */
final class VirtualRouter implements Actions {

    /** Renewals in a lease's time: one may be very late before the address is lost. */
    private static final int RENEWALS = 4;

    private static final long SECOND = 1_000_000_000L;

    private final EventLoop loop;
    private final Network network;
    private final LinkPorts ports;
    private final Predicate<InetAddress> lent;
    private final Counters engineCounters;
    private final Counters counters = new Counters();
    private final Reporter reporter;
    private final Election election;
    private final Leases leases;
    private final Announcer announcer;
    private final EventLoop.Timer electionTimer;
    private final EventLoop.Timer leaseTimer;

    private VrrpInstance instance;
    private ReceiveRules rules;
    private List<byte[]> peers;
    private @Nullable Attachment attachment;
    private ChecksumForm checksumForm;
    private String reason = "not started";
    private Instant since;

    /** What is there while the interface can serve. */
    private record Attachment(Link link, InetAddress source, LinkPort port, AdvertisementPacket packet) {}

    /**
     * @param lent whether an address is on this host only because one of its virtual routers is master
     */
    VirtualRouter(
            VrrpInstance instance,
            EventLoop loop,
            Network network,
            LinkPorts ports,
            Predicate<InetAddress> lent,
            Counters engineCounters,
            Consumer<Event> events) {
        this.instance = instance;
        this.loop = loop;
        this.network = network;
        this.ports = ports;
        this.lent = lent;
        this.engineCounters = engineCounters;
        this.reporter = new Reporter(loop, events, instance.name());
        this.election = new Election(instance, this);
        this.leases = new Leases(network, ports, reporter);
        this.announcer = new Announcer(loop, leases.held(), counters, instance.announcements());
        this.electionTimer = loop.newTimer(() -> election.timerExpired(loop.nanoTime()));
        this.leaseTimer = loop.newTimer(this::renewLeases);
        this.rules = new ReceiveRules(instance, ReceiveRules.Strictness.LENIENT);
        this.peers = addressesOf(instance.unicastPeers());
        this.checksumForm = instance.checksumForm();
        this.since = loop.wallTime();
    }

    private static List<byte[]> addressesOf(List<InetAddress> addresses) {
        return addresses.stream().map(InetAddress::getAddress).toList();
    }

    VrrpInstance instance() {
        return instance;
    }

    /** Whether this router has put an address on the host, and will take it away. */
    boolean lends(InetAddress address) {
        return leases.lends(address);
    }

    /** Begins: serves as soon as the interface can. */
    void start() {
        leases.removeLeftovers(instance);
        evaluate();
    }

    /** Takes no more part in the election: a master says so and gives up its addresses. */
    void resign(String why) {
        election.shutdown(why);
    }

    /** Ends. */
    void stop(String why) {
        resign(why);
        detach();
    }

    /** Gives up the addresses that a changed configuration takes away; before anybody takes them. */
    void giveUpForeign(VrrpInstance changed) {
        leases.keepOnly(changed);
    }

    /** Adapts to a changed configuration with the same interface, family and VRID, and the same version. */
    void adapt(VrrpInstance changed) {
        if (changed.checksumForm() != instance.checksumForm()) {
            checksumForm = changed.checksumForm();
        }
        instance = changed;
        reporter.rename(changed.name());
        rules = new ReceiveRules(changed, ReceiveRules.Strictness.LENIENT);
        peers = addressesOf(changed.unicastPeers());
        announcer.adapt(changed.announcements());
        Attachment now = attachment;
        if (now != null) {
            Link link = Objects.requireNonNullElse(network.link(changed.interfaceName()), now.link());
            attach(link, Objects.requireNonNullElse(sourceOn(link), now.source()), now.port());
        }
        election.adapt(changed, loop.nanoTime());
        evaluate();
        if (election.state() == VrrpState.MASTER) {
            boolean taken = leases.take(changed, leaseSeconds());
            renewLeases();
            if (taken) {
                announcer.begin();
            }
        }
    }

    // ---- the interface ----

    void linkChanged(Link link) {
        if (election.state() == VrrpState.MASTER) {
            boolean taken = isWantedOn(link) && leases.take(instance, leaseSeconds());
            if (leases.moved(link) || taken) {
                announcer.begin();
            }
        }
        if (link.name().equals(instance.interfaceName())) {
            evaluate();
        }
    }

    private boolean isWantedOn(Link link) {
        return instance.addresses().stream()
                        .anyMatch(each -> each.interfaceName().equals(link.name()))
                || instance.excludedAddresses().stream()
                        .anyMatch(each -> each.interfaceName().equals(link.name()));
    }

    void linkRemoved(Link link) {
        leases.forget(link);
        if (link.name().equals(instance.interfaceName())) {
            evaluate();
        }
    }

    void addressAdded(Link link) {
        if (link.name().equals(instance.interfaceName())) {
            evaluate();
        }
    }

    void addressRemoved(Link link, InetAddress address) {
        HeldAddress lost = leases.find(link, address);
        if (lost != null && election.serving(loop.nanoTime()) && leases.putBack(lost, leaseSeconds())) {
            counters.add(Counters.Count.ADDRESSES_RESTORED);
            announcer.announce(lost);
            reporter.restored(lost.address().toString());
        }
        if (link.name().equals(instance.interfaceName())) {
            evaluate();
        }
    }

    /** Compares the interface with what this router needs of it, and starts, moves or faults accordingly. */
    private void evaluate() {
        Link link = network.link(instance.interfaceName());
        InetAddress source = link == null ? null : sourceOn(link);
        String obstacle = obstacle(link, source);
        if (link == null || source == null || obstacle != null) {
            election.fault(obstacle == null ? "interface unusable" : obstacle);
            reasonUnlessSet(obstacle);
            detach();
            return;
        }
        Attachment now = attachment;
        if (now == null || now.link().index() != link.index()) {
            open(link, source);
        } else if (!now.source().equals(source) || !now.link().mac().equals(link.mac())) {
            attach(link, source, now.port());
        }
        if (attachment != null) {
            election.start(loop.nanoTime());
        }
    }

    private void reasonUnlessSet(@Nullable String obstacle) {
        if (obstacle != null) {
            reason = obstacle;
        }
    }

    private @Nullable String obstacle(@Nullable Link link, @Nullable InetAddress source) {
        String name = instance.interfaceName();
        if (link == null) {
            return "interface " + name + " does not exist";
        }
        if (!link.up()) {
            return "interface " + name + " is down";
        }
        if (source == null) {
            return "interface " + name
                    + (instance.family() == Family.IPV4 ? " has no IPv4 address" : " has no link-local address")
                    + " to advertise from";
        }
        return null;
    }

    /** The address to advertise from: as configured, else the first IPv4 or link-local address that is no virtual one. */
    private @Nullable InetAddress sourceOn(Link link) {
        if (instance.source() != null) {
            return instance.source();
        }
        Attachment now = attachment;
        if (now != null && leases.holds(now.source())) {
            // The owner's real address was removed and is put back; the news of that is still to come.
            return now.source();
        }
        for (Link.Address each : link.addresses()) {
            if (suits(each.address()) && !isVirtual(each.address())) {
                return each.address();
            }
        }
        return null;
    }

    /** IPv6 advertises from the link-local address (RFC 9568 5.1.2), or to peers from an address of their kind. */
    private boolean suits(InetAddress address) {
        if (Family.of(address) != instance.family()) {
            return false;
        }
        if (instance.family() == Family.IPV4) {
            return true;
        }
        boolean linkLocal =
                !instance.unicast() || instance.unicastPeers().get(0).isLinkLocalAddress();
        return address.isLinkLocalAddress() == linkLocal;
    }

    /** The owner's virtual address is its real one, and may be the only one there is. */
    private boolean isVirtual(InetAddress address) {
        return lent.test(address)
                || (!instance.owner()
                        && (contains(instance.addresses(), address)
                                || contains(instance.excludedAddresses(), address)));
    }

    private static boolean contains(List<VirtualAddress> list, InetAddress address) {
        return list.stream().anyMatch(each -> each.address().equals(address));
    }

    private void open(Link link, InetAddress source) {
        detach();
        try {
            LinkPort port = ports.acquire(link, instance.family());
            port.attach(this);
            attach(link, source, port);
            if (!instance.unicast()) {
                port.port().join(instance.multicastGroup());
            }
        } catch (PlatformException e) {
            reporter.problem("interface-refused", String.valueOf(e.getMessage()));
            election.fault(String.valueOf(e.getMessage()));
            reason = String.valueOf(e.getMessage());
            detach();
        }
    }

    private void attach(Link link, InetAddress source, LinkPort port) {
        attachment = new Attachment(link, source, port, new AdvertisementPacket(instance, source));
        rules.ownAddress(source);
        election.ownAddress(Bits.high(source), Bits.low(source));
    }

    private void detach() {
        Attachment now = attachment;
        if (now != null) {
            now.port().detach(this);
            ports.release(now.port());
            attachment = null;
        }
    }

    // ---- packets ----

    /** A packet with this router's VRID arrived. */
    void received(Advertisement packet) {
        Discard refused = rules.judge(packet);
        if (refused != null) {
            (refused.global() ? engineCounters : counters).add(refused);
            counters.add(Counters.Count.PACKETS_DISCARDED);
            complain(refused, packet, true);
            return;
        }
        counters.add(Counters.Count.ADVERTISEMENT_RCVD);
        if (packet.priority() == 0) {
            counters.add(Counters.Count.PRIORITY_ZERO_RCVD);
        }
        int warnings = packet.warnings();
        if (warnings != 0) {
            counters.addAll(warnings);
            for (int rest = warnings; rest != 0; rest &= rest - 1) {
                complain(Discard.of(Integer.numberOfTrailingZeros(rest)), packet, false);
            }
        }
        if (instance.checksumForm() == ChecksumForm.AUTO && packet.checksumForm() != ChecksumForm.AUTO) {
            // The two forms do not understand each other: speak the one that was heard.
            checksumForm = packet.checksumForm();
        }
        election.advertisementReceived(
                loop.nanoTime(), packet.priority(), packet.intervalNanos(), packet.sourceHigh(), packet.sourceLow());
    }

    private void complain(Discard complaint, Advertisement packet, boolean dropped) {
        if (reporter.isNew(complaint)) {
            InetAddress sender = Bits.address(packet.family(), packet.sourceHigh(), packet.sourceLow());
            reporter.complain(complaint, AddressText.of(sender), dropped);
        }
    }

    @Override
    public void advertise(int priority) {
        Attachment now = attachment;
        if (now == null) {
            return;
        }
        if (!instance.unicast()) {
            send(now, now.packet().toGroup(priority, checksumForm), priority);
            return;
        }
        for (int i = 0; i < peers.size(); i++) {
            send(now, now.packet().toPeer(peers.get(i), priority, checksumForm), priority);
        }
    }

    private void send(Attachment now, ByteBuffer packet, int priority) {
        if (!now.port().port().sendPacket(packet)) {
            counters.add(Counters.Count.SEND_ERRORS);
            return;
        }
        counters.add(Counters.Count.ADVERTISEMENT_SENT);
        if (priority == 0) {
            counters.add(Counters.Count.PRIORITY_ZERO_SENT);
        }
    }

    // ---- the election's decisions ----

    @Override
    public void armTimer(long deadline) {
        electionTimer.arm(deadline);
    }

    @Override
    public void disarmTimer() {
        electionTimer.disarm();
    }

    @Override
    public void lowerPriorityHeard() {
        announcer.contradict();
    }

    @Override
    public void stateChanged(VrrpState from, VrrpState to, String why) {
        if (to == VrrpState.MASTER) {
            counters.add(Counters.Count.MASTER_TRANSITIONS);
            leases.take(instance, leaseSeconds());
            grant();
            announcer.begin();
        } else if (from == VrrpState.MASTER) {
            leaseTimer.disarm();
            announcer.stop();
            leases.giveUpAll();
        }
        reason = why;
        since = reporter.transition(from, to, election.priority(), why);
    }

    private int leaseSeconds() {
        return Leases.seconds(election.masterDown());
    }

    private void renewLeases() {
        if (election.serving(loop.nanoTime())) {
            if (leases.renew(instance, leaseSeconds())) {
                announcer.begin();
            }
            grant();
        }
    }

    private void grant() {
        long now = loop.nanoTime();
        long time = leaseSeconds() * SECOND;
        election.leased(now + time);
        leaseTimer.arm(now + time / RENEWALS);
    }

    // ---- status ----

    InstanceStatus status() {
        Attachment now = attachment;
        InetAddress master = null;
        if (election.state() == VrrpState.MASTER) {
            master = now == null ? null : now.source();
        } else if (election.masterPriority() != 0) {
            master = Bits.address(instance.family(), election.masterHigh(), election.masterLow());
        }
        List<InstanceStatus.HeldAddress> addresses = new ArrayList<>();
        instance.addresses().forEach(each -> addresses.add(status(each)));
        instance.excludedAddresses().forEach(each -> addresses.add(status(each)));
        return new InstanceStatus(
                instance.name(),
                instance.interfaceName(),
                instance.vrid(),
                instance.family(),
                instance.version(),
                election.state(),
                reason,
                since,
                instance.priority(),
                election.priority(),
                master,
                election.masterPriority(),
                instance.advertInterval(),
                Duration.ofNanos(election.skew()),
                Duration.ofNanos(election.masterDown()),
                addresses,
                counters.ofInstance());
    }

    private InstanceStatus.HeldAddress status(VirtualAddress address) {
        return new InstanceStatus.HeldAddress(address.toString(), address.interfaceName(), leases.serves(address));
    }
}

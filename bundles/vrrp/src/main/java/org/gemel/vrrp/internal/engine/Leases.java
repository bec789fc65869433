package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of a master. They are granted by the kernel for a little longer than the others wait for a master: one that
 * is dead or hung loses them by the kernel's hand.
 */
final class Leases {

    private static final long SECOND = 1_000_000_000L;

    /** The kernel counts lifetimes in seconds; one second leaves no room for a renewal that comes a little late. */
    private static final int SHORTEST = 2;

    /** What the kernel may be early, and the time a renewal takes. */
    static final long MARGIN = SECOND / 4;

    /** How long the host's own address is waited for. */
    static final long PATIENCE = SECOND / 2;

    private final EventLoop loop;
    private final Network network;
    private final LinkPorts ports;
    private final Neighbours neighbours;
    private final Predicate<InetAddress> admits;
    private final Reporter reporter;
    private final List<HeldAddress> held = new ArrayList<>();
    private boolean complained;

    Leases(Surroundings surroundings, Reporter reporter) {
        this.loop = surroundings.loop();
        this.network = surroundings.network();
        this.ports = surroundings.ports();
        this.neighbours = new Neighbours(network, surroundings.lent());
        this.admits = surroundings.admits();
        this.reporter = reporter;
    }

    /** How long addresses are granted, in seconds, for a master-down interval in nanoseconds. */
    static int seconds(long masterDown) {
        return (int) Math.max(SHORTEST, (masterDown + MARGIN + SECOND - 1) / SECOND);
    }

    List<HeldAddress> held() {
        return held;
    }

    /** Whether an address is served: wanted here, and granted by the kernel. */
    boolean serves(VirtualAddress address) {
        HeldAddress entry = entry(address);
        return entry != null && entry.present();
    }

    /** Whether an address is one of those that this master has taken, or tries to. */
    boolean holds(InetAddress address) {
        for (HeldAddress each : held) {
            if (each.address().address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    private @Nullable HeldAddress entry(VirtualAddress address) {
        for (HeldAddress each : held) {
            if (each.address().equals(address)) {
                return each;
            }
        }
        return null;
    }

    /** Whether an address is on this host only by this router's doing. */
    boolean lends(InetAddress address) {
        for (HeldAddress each : held) {
            if (!each.permanent() && each.address().address().equals(address)) {
                return true;
            }
        }
        return false;
    }

    /** The held address that a link has lost, or null. */
    @Nullable
    HeldAddress find(Link link, InetAddress address) {
        for (HeldAddress each : held) {
            if (each.link().index() == link.index() && each.address().address().equals(address)) {
                return each;
            }
        }
        return null;
    }

    /** Removes what a predecessor left behind; the owner keeps it, because it takes it over at once. */
    void removeLeftovers(VrrpInstance instance) {
        if (instance.owner()) {
            return;
        }
        for (VirtualAddress address : all(instance)) {
            Link link = network.link(address.interfaceName());
            if (link != null && link.find(address.address()) != null) {
                release(link, address);
            }
        }
    }

    /** Gives up what is not the instance's any more. */
    void keepOnly(VrrpInstance instance) {
        List<VirtualAddress> wanted = all(instance);
        for (int i = held.size() - 1; i >= 0; i--) {
            if (!wanted.contains(held.get(i).address())) {
                giveUp(held.remove(i));
            }
        }
    }

    /**
     * Takes every address of the instance that is not taken yet and not kept from it.
     *
     * @return whether one was
     */
    boolean take(VrrpInstance instance, int seconds) {
        boolean taken = false;
        for (VirtualAddress address : all(instance)) {
            if (entry(address) == null && admits.test(address.address())) {
                taken |= take(address, seconds, instance.owner());
            }
        }
        return taken;
    }

    private static List<VirtualAddress> all(VrrpInstance instance) {
        List<VirtualAddress> all = new ArrayList<>(instance.addresses());
        all.addAll(instance.excludedAddresses());
        return all;
    }

    private boolean take(VirtualAddress address, int seconds, boolean owner) {
        Link link = network.link(address.interfaceName());
        if (link == null) {
            complain(
                    "interface-missing",
                    "address " + address + " is not served: there is no interface " + address.interfaceName());
            return false;
        }
        Link.Address there = link.find(address.address());
        boolean permanent = owner && there != null && !there.leased();
        try {
            HeldAddress entry =
                    new HeldAddress(address, link, ports.acquire(link, address.family()), permanent, loop.nanoTime());
            held.add(entry);
            return permanent || renew(entry, seconds);
        } catch (PlatformException e) {
            complain("address-refused", String.valueOf(e.getMessage()));
            return false;
        }
    }

    /**
     * Holds what a predecessor has left on the links, as if it had been taken then; what is not there is taken with the next
     * renewal.
     */
    void inherit(VrrpInstance instance, long since) {
        for (VirtualAddress address : all(instance)) {
            Link link = network.link(address.interfaceName());
            Link.Address there = link == null ? null : link.find(address.address());
            if (link == null || there == null) {
                continue;
            }
            try {
                boolean permanent = instance.owner() && !there.leased();
                HeldAddress entry =
                        new HeldAddress(address, link, ports.acquire(link, address.family()), permanent, since);
                entry.present(true);
                entry.answered(true);
                held.add(entry);
                if (!permanent) {
                    network.inherit(link, address);
                }
            } catch (PlatformException e) {
                complain("address-refused", String.valueOf(e.getMessage()));
            }
        }
    }

    /** Knows which of the held addresses are in a network of the host's; to be told when all are held. */
    void rememberNeighbours() {
        held.forEach(neighbours::remember);
    }

    /** Leaves everything where it is. */
    void leave() {
        held.forEach(each -> ports.release(each.port()));
        held.clear();
    }

    /**
     * Extends every lease, and tries again what was refused or missing before.
     *
     * @return whether an address is served that was not
     */
    boolean renew(VrrpInstance instance, int seconds) {
        boolean gained = false;
        for (int i = 0; i < held.size(); i++) {
            HeldAddress each = held.get(i);
            if (each.leased() && !waits(each)) {
                boolean before = each.present();
                gained |= renew(each, seconds) && !before;
            }
        }
        boolean complete = held.size()
                == instance.addresses().size() + instance.excludedAddresses().size();
        return (!complete && take(instance, seconds)) || gained;
    }

    /**
     * Whether an address that was removed is not to be put back yet: the host's own address of its network went too, as when
     * a network manager starts again, and must come first. Otherwise the virtual one would become the primary address of the
     * network, whose end the kernel lets be the end of all others (behaviour 72).
     */
    boolean waits(HeldAddress address) {
        return !address.present() && neighbours.awaited(address) && loop.nanoTime() - address.lostAt() < PATIENCE;
    }

    /** Whether an address is on its link now, whoever put it there. */
    boolean isThere(HeldAddress address) {
        Link link = network.link(address.link().name());
        return link != null && link.find(address.address().address()) != null;
    }

    /** Puts back an address that somebody else removed. */
    boolean putBack(HeldAddress address, int seconds) {
        address.putBack();
        return renew(address, seconds);
    }

    /** The host got an address on a link: it comes before those that are leased. */
    void makeWay(Link link, int seconds) {
        for (int i = 0; i < held.size(); i++) {
            HeldAddress each = held.get(i);
            if (each.link().index() == link.index() && each.leased() && each.present()) {
                neighbours.makeWay(each, loop.nanoTime(), seconds, refusal -> complain("address-refused", refusal));
            }
        }
    }

    /** A link has another hardware address: whether an address of this master is on it and must be announced anew. */
    boolean moved(Link link) {
        boolean moved = false;
        for (int i = 0; i < held.size(); i++) {
            HeldAddress each = held.get(i);
            if (each.link().index() == link.index() && !each.link().mac().equals(link.mac())) {
                held.set(i, each.on(link));
                moved = true;
            }
        }
        return moved;
    }

    /** A link is gone, and its addresses with it. */
    void forget(Link link) {
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).link().index() == link.index()) {
                HeldAddress gone = held.remove(i);
                gone.present(false);
                ports.release(gone.port());
            }
        }
    }

    private boolean renew(HeldAddress address, int seconds) {
        try {
            network.lease(address.link(), address.asOf(loop.nanoTime()), seconds);
            if (!address.present()) {
                address.present(true);
                address.answered(address.address().family() == Family.IPV4 || isThere(address));
                neighbours.remember(address);
            }
        } catch (PlatformException e) {
            address.present(false);
            complain("address-refused", String.valueOf(e.getMessage()));
        }
        return address.present();
    }

    /** Says it once in a mastership: it is tried again at every renewal. */
    private void complain(String code, String message) {
        if (!complained) {
            complained = true;
            reporter.problem(code, message);
        }
    }

    /** Gives up every address. */
    void giveUpAll() {
        // Addresses first: closing a port may take the kernel a while, and the next master serves already.
        for (int i = held.size() - 1; i >= 0; i--) {
            releaseLeased(held.get(i));
        }
        for (int i = 0; i < held.size(); i++) {
            ports.release(held.get(i).port());
        }
        held.clear();
        complained = false;
    }

    private void giveUp(HeldAddress address) {
        try {
            releaseLeased(address);
        } finally {
            ports.release(address.port());
        }
    }

    private void releaseLeased(HeldAddress address) {
        address.present(false);
        if (address.leased()) {
            release(address.link(), address.address());
        }
    }

    private void release(Link link, VirtualAddress address) {
        try {
            network.release(link, address);
        } catch (PlatformException e) {
            reporter.problem("address-not-released", String.valueOf(e.getMessage()));
        }
    }
}

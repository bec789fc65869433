package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
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
    private static final long MARGIN = SECOND / 4;

    private final Network network;
    private final LinkPorts ports;
    private final Reporter reporter;
    private final List<HeldAddress> held = new ArrayList<>();
    private boolean refused;

    Leases(Network network, LinkPorts ports, Reporter reporter) {
        this.network = network;
        this.ports = ports;
        this.reporter = reporter;
    }

    /** How long addresses are granted, in seconds, for a master-down interval in nanoseconds. */
    static int seconds(long masterDown) {
        return (int) Math.max(SHORTEST, (masterDown + MARGIN + SECOND - 1) / SECOND);
    }

    List<HeldAddress> held() {
        return held;
    }

    boolean holds(VirtualAddress address) {
        for (HeldAddress each : held) {
            if (each.address().equals(address)) {
                return true;
            }
        }
        return false;
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

    /**
     * Takes every address of the instance that is not held yet, and gives up what is not its any more.
     *
     * @return whether one was taken
     */
    boolean take(VrrpInstance instance, int seconds) {
        List<VirtualAddress> wanted = all(instance);
        for (int i = held.size() - 1; i >= 0; i--) {
            if (!wanted.contains(held.get(i).address())) {
                giveUp(held.remove(i));
            }
        }
        refused = false;
        int before = held.size();
        for (VirtualAddress address : wanted) {
            if (!holds(address)) {
                take(address, seconds, instance.owner());
            }
        }
        return held.size() > before;
    }

    private static List<VirtualAddress> all(VrrpInstance instance) {
        List<VirtualAddress> all = new ArrayList<>(instance.addresses());
        all.addAll(instance.excludedAddresses());
        return all;
    }

    private void take(VirtualAddress address, int seconds, boolean owner) {
        Link link = network.link(address.interfaceName());
        if (link == null) {
            reporter.problem(
                    "interface-missing",
                    "address " + address + " is not served: there is no interface " + address.interfaceName());
            return;
        }
        Link.Address present = link.find(address.address());
        boolean permanent = owner && present != null && !present.leased();
        try {
            LinkPort port = ports.acquire(link, address.family());
            held.add(new HeldAddress(address, link, port, permanent));
            if (!permanent) {
                network.lease(link, address, seconds);
            }
        } catch (PlatformException e) {
            report(e);
        }
    }

    /** Extends every lease. */
    void renew(int seconds) {
        for (int i = 0; i < held.size(); i++) {
            HeldAddress each = held.get(i);
            if (each.leased()) {
                renew(each, seconds);
            }
        }
    }

    /** Puts back an address that somebody else removed. */
    boolean putBack(HeldAddress address, int seconds) {
        address.putBack();
        return renew(address, seconds);
    }

    private boolean renew(HeldAddress address, int seconds) {
        try {
            network.lease(address.link(), address.address(), seconds);
            return true;
        } catch (PlatformException e) {
            report(e);
            return false;
        }
    }

    private void report(PlatformException e) {
        if (!refused) {
            refused = true;
            reporter.problem("address-refused", String.valueOf(e.getMessage()));
        }
    }

    /** Gives up every address. */
    void giveUpAll() {
        for (int i = 0; i < held.size(); i++) {
            giveUp(held.get(i));
        }
        held.clear();
    }

    private void giveUp(HeldAddress address) {
        if (address.leased()) {
            release(address.link(), address.address());
        }
        ports.release(address.port());
    }

    private void release(Link link, VirtualAddress address) {
        try {
            network.release(link, address);
        } catch (PlatformException e) {
            reporter.problem("address-not-released", String.valueOf(e.getMessage()));
        }
    }
}

package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.AddressPresent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkAbsent;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkPresent;
import org.jspecify.annotations.Nullable;

/**
 * The links and their addresses, as the messages so far tell. Every message states a fact, so hearing one twice changes
 * nothing the second time; listeners are told of what did change.
 */
public final class LinkTable {

    private final Map<Integer, Link> byIndex = new TreeMap<>();
    private final Map<String, Link> byName = new HashMap<>();
    /** Removed here, and the kernel may still be telling what they were like before. */
    private final Set<Integer> forgotten = new HashSet<>();

    private final List<NetworkListener> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<Throwable> failures;

    /**
     * An empty table.
     *
     * @param failures told of what a listener throws
     */
    public LinkTable(Consumer<Throwable> failures) {
        this.failures = failures;
    }

    public @Nullable Link link(String name) {
        return byName.get(name);
    }

    /** All links in the order of their indexes. */
    public List<Link> links() {
        return List.copyOf(byIndex.values());
    }

    public Network.Subscription subscribe(NetworkListener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Takes over a message; answers are none of the table's business. */
    public void apply(RouteMessage message) {
        if (message instanceof LinkPresent present) {
            present(present);
        } else if (message instanceof LinkAbsent absent) {
            forgotten.remove(absent.index());
            remove(byIndex.get(absent.index()));
        } else if (message instanceof AddressPresent present) {
            present(present);
        } else if (message instanceof AddressAbsent absent) {
            absent(absent);
        }
    }

    /** Takes over what is known of a link that was just made here; only others' doings are news. */
    public Link learn(LinkPresent message) {
        Link link = new Link(
                String.valueOf(message.name()),
                message.index(),
                message.mac() == null ? new MacAddress(0) : message.mac(),
                message.up(),
                Math.max(message.mtu(), 0),
                List.of());
        put(link);
        return link;
    }

    /** Takes over that a link was just removed here. */
    public void forget(Link link) {
        Link known = byIndex.remove(link.index());
        if (known != null) {
            byName.remove(known.name(), known);
            forgotten.add(link.index());
        }
    }

    /** Takes over a complete dump: what it does not mention is gone. */
    public void replace(Collection<RouteMessage> dump) {
        forgotten.clear();
        if (!byIndex.isEmpty()) {
            removeUnmentioned(dump);
        }
        dump.forEach(this::apply);
    }

    private void removeUnmentioned(Collection<RouteMessage> dump) {
        Set<Integer> links = new HashSet<>();
        Set<AddressAbsent> addresses = new HashSet<>();
        for (RouteMessage message : dump) {
            if (message instanceof LinkPresent present) {
                links.add(present.index());
            } else if (message instanceof AddressPresent present) {
                addresses.add(new AddressAbsent(present.link(), present.address(), present.prefixLength()));
            }
        }
        for (Link link : links()) {
            if (!links.contains(link.index())) {
                remove(link);
                continue;
            }
            for (Link.Address address : link.addresses()) {
                var absent = new AddressAbsent(link.index(), address.address(), address.prefixLength());
                if (!addresses.contains(absent)) {
                    apply(absent);
                }
            }
        }
    }

    private void present(LinkPresent message) {
        if (forgotten.contains(message.index())) {
            return;
        }
        Link old = byIndex.get(message.index());
        String name = message.name() != null ? message.name() : old != null ? old.name() : null;
        if (name == null) {
            return;
        }
        if (old != null && !old.name().equals(name)) {
            remove(old);
        }
        Link former = byName.get(name);
        if (former != null && former.index() != message.index()) {
            // It has another name by now, or is gone: a name belongs to one link at a time.
            remove(former);
        }
        MacAddress mac = message.mac() != null ? message.mac() : old != null ? old.mac() : new MacAddress(0);
        int mtu = message.mtu() >= 0 ? message.mtu() : old != null ? old.mtu() : 0;
        List<Link.Address> addresses = old != null ? old.addresses() : List.of();
        if (old != null && isSame(old, name, mac, message.up(), mtu)) {
            return;
        }
        Link link = new Link(name, message.index(), mac, message.up(), mtu, addresses);
        put(link);
        tell(listener -> listener.linkChanged(link));
    }

    /** Spelt out because a record's first equals() sets itself up for milliseconds, and this runs on the event loop. */
    private static boolean isSame(Link old, String name, MacAddress mac, boolean up, int mtu) {
        return old.name().equals(name) && old.mac().value() == mac.value() && old.up() == up && old.mtu() == mtu;
    }

    private void present(AddressPresent message) {
        Link old = byIndex.get(message.link());
        if (old == null) {
            return;
        }
        int at = indexOf(old, message.address(), message.prefixLength());
        if (at >= 0 && isSame(old.addresses().get(at), message)) {
            return;
        }
        var address = new Link.Address(message.address(), message.prefixLength(), message.leased(), message.virtual());
        List<Link.Address> addresses = new ArrayList<>(old.addresses());
        if (at < 0) {
            addresses.add(address);
        } else {
            addresses.set(at, address);
        }
        Link link = put(old, addresses);
        if (old.find(message.address()) == null) {
            tell(listener -> listener.addressAdded(link, message.address()));
        }
    }

    private static boolean isSame(Link.Address known, AddressPresent message) {
        return known.leased() == message.leased() && known.virtual() == message.virtual();
    }

    private void absent(AddressAbsent message) {
        Link old = byIndex.get(message.link());
        int at = old == null ? -1 : indexOf(old, message.address(), message.prefixLength());
        if (old == null || at < 0) {
            return;
        }
        List<Link.Address> addresses = new ArrayList<>(old.addresses());
        addresses.remove(at);
        Link link = put(old, addresses);
        // It may be there a second time with another prefix length.
        if (link.find(message.address()) == null) {
            tell(listener -> listener.addressRemoved(link, message.address()));
        }
    }

    private void remove(@Nullable Link link) {
        if (link != null) {
            byIndex.remove(link.index());
            byName.remove(link.name(), link);
            tell(listener -> listener.linkRemoved(link));
        }
    }

    private Link put(Link old, List<Link.Address> addresses) {
        Link link = new Link(old.name(), old.index(), old.mac(), old.up(), old.mtu(), addresses);
        put(link);
        return link;
    }

    private void put(Link link) {
        byIndex.put(link.index(), link);
        byName.put(link.name(), link);
    }

    /** Tells every listener. */
    void tell(Consumer<NetworkListener> news) {
        for (NetworkListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException failure) {
                failures.accept(failure);
            }
        }
    }

    private static int indexOf(Link link, InetAddress address, int prefixLength) {
        for (int i = 0; i < link.addresses().size(); i++) {
            Link.Address entry = link.addresses().get(i);
            if (entry.prefixLength() == prefixLength && entry.address().equals(address)) {
                return i;
            }
        }
        return -1;
    }
}

package org.gemel.platform.linux.internal.link;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.config.VirtualLink;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.link.Sysctls.Protocol;
import org.gemel.platform.linux.internal.netlink.LinkCommands;
import org.gemel.platform.linux.internal.netlink.LinkTable;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkDescribed;
import org.gemel.platform.linux.internal.netlink.RouteMessage.LinkPresent;
import org.jspecify.annotations.Nullable;

/** The virtual links of this process. Loop thread only. */
public final class VirtualLinks {

    /**
     * What a base must not do while it has virtual links: answer for their addresses (arp_ignore), nor name them as its own
     * when it asks (arp_announce). Both would teach neighbours the wrong hardware address.
     */
    private static final Map<String, String> BASE = Map.of("arp_ignore", "1", "arp_announce", "2");

    /** Settings that serve as well. */
    private static final Map<String, Set<String>> ENOUGH =
            Map.of("arp_ignore", Set.of("1", "2", "8"), "arp_announce", Set.of("2"));

    private final LinkCommands commands;
    private final LinkTable table;
    private final Sysctls sysctls;
    private final Consumer<Throwable> failures;
    private final Map<Integer, Made> made = new HashMap<>();

    private record Made(int base, String baseName, Mark mark) {}

    /**
     * None yet.
     *
     * @param table tells of links, and is told of those made here
     * @param failures told of what fails when nobody asked for it
     */
    public VirtualLinks(LinkCommands commands, LinkTable table, Sysctls sysctls, Consumer<Throwable> failures) {
        this.commands = commands;
        this.table = table;
        this.sysctls = sysctls;
        this.failures = failures;
        table.subscribe(new Losses());
    }

    /** As {@link org.gemel.api.platform.Network#addVirtualLink}. */
    public Link add(VirtualLink wanted, Consumer<String> doubts) throws PlatformException {
        Link base = table.link(wanted.base());
        if (base == null) {
            throw new PlatformException(
                    "cannot make the virtual link " + wanted.name() + ": there is no interface " + wanted.base());
        }
        Map<String, String> before = settingsBefore(base);
        makeRoom(wanted);
        LinkPresent link = commands.add(wanted, base.index(), vrf(wanted));
        try {
            Mark mark = new Mark(Maker.self(), before);
            commands.describe(link.index(), mark.text());
            made.put(link.index(), new Made(base.index(), base.name(), mark));
        } catch (PlatformException e) {
            commands.remove(link.index(), wanted.name());
            throw e;
        }
        prepareBase(base.name(), doubts);
        LinkSettings.prepare(sysctls, wanted, doubts);
        return table.learn(link);
    }

    /** As {@link org.gemel.api.platform.Network#inherit(VirtualLink)}. */
    public @Nullable Link inherit(VirtualLink wanted) throws PlatformException {
        Link base = table.link(wanted.base());
        Link there = table.link(wanted.name());
        if (base == null || there == null || (wanted.mac() != 0 && !there.mac().equals(new MacAddress(wanted.mac())))) {
            return null;
        }
        Maker self = Maker.self();
        for (LinkDescribed each : commands.described()) {
            Optional<Mark> mark =
                    Mark.parse(each.alias()).filter(known -> known.owner().equals(self));
            if (each.index() == there.index() && each.base() == base.index() && mark.isPresent()) {
                made.put(there.index(), new Made(base.index(), base.name(), mark.get()));
                return there;
            }
        }
        return null;
    }

    /** All are another engine's, or leftovers, from now on. */
    public void leave() {
        made.clear();
    }

    private @Nullable Integer vrf(VirtualLink wanted) throws PlatformException {
        if (wanted.vrf() == null) {
            return null;
        }
        Link vrf = table.link(wanted.vrf());
        if (vrf == null) {
            throw new PlatformException("cannot make the virtual link " + wanted.name() + ": there is no VRF "
                    + wanted.vrf() + "; make it with 'ip link add " + wanted.vrf() + " type vrf table NUMBER'");
        }
        return vrf.index();
    }

    /** How a base was set before it had virtual links: as those say that are on it, whoever made them, else as it is set now. */
    private Map<String, String> settingsBefore(Link base) throws PlatformException {
        for (Made each : made.values()) {
            if (each.base() == base.index()) {
                return each.mark().before();
            }
        }
        for (LinkDescribed each : commands.described()) {
            Optional<Mark> mark = Mark.parse(each.alias());
            if (each.base() == base.index() && mark.isPresent()) {
                return mark.get().before();
            }
        }
        Map<String, String> before = new HashMap<>();
        for (Map.Entry<String, String> setting : BASE.entrySet()) {
            String value = sysctls.read(Protocol.IPV4, base.name(), setting.getKey());
            if (value != null && !isEnough(setting.getKey(), value)) {
                before.put(setting.getKey(), value);
            }
        }
        return before;
    }

    private static boolean isEnough(String setting, String value) {
        return ENOUGH.getOrDefault(setting, Set.of()).contains(value);
    }

    private void prepareBase(String base, Consumer<String> doubts) {
        BASE.forEach((name, value) -> {
            String present = sysctls.read(Protocol.IPV4, base, name);
            if (present != null && !isEnough(name, present)) {
                LinkSettings.set(sysctls, Protocol.IPV4, base, name, value, doubts);
            }
        });
    }

    /** Removes what has the wanted name, if a process that is no more made it. */
    private void makeRoom(VirtualLink wanted) throws PlatformException {
        LinkPresent there = commands.find(wanted.name());
        if (there == null) {
            return;
        }
        MacAddress mac = there.mac();
        boolean ours = mac != null && wanted.mac() != 0 && mac.value() == wanted.mac();
        for (LinkDescribed each : commands.described()) {
            Optional<Mark> mark = Mark.parse(each.alias());
            if (each.index() == there.index() && mark.isPresent()) {
                Maker self = Maker.self();
                Maker owner = mark.get().owner();
                if (!owner.equals(self) && owner.namespace() == self.namespace() && !owner.dead(self)) {
                    throw new PlatformException("the interface " + wanted.name() + " belongs to the running process "
                            + owner.pid() + "; give use_vmac another name, or stop that process");
                }
                ours = true;
            }
        }
        if (!ours) {
            throw new PlatformException("there is another interface " + wanted.name()
                    + " already; remove it with 'ip link del " + wanted.name() + "', or give use_vmac another name");
        }
        commands.remove(there.index(), wanted.name());
        Link known = table.link(wanted.name());
        if (known != null) {
            table.forget(known);
        }
    }

    /** As {@link org.gemel.api.platform.Network#removeVirtualLink}. */
    public void remove(Link link) throws PlatformException {
        Made what = made.remove(link.index());
        commands.remove(link.index(), link.name());
        table.forget(link);
        if (what != null) {
            restoreUnlessUsed(what.base(), what.baseName(), what.mark().before());
        }
    }

    /** As {@link org.gemel.api.platform.Network#enable}. */
    public void enable(Link link, boolean up) throws PlatformException {
        commands.enable(link.index(), link.name(), up);
    }

    /** As {@link org.gemel.api.platform.Network#removeLeftovers}. */
    public void removeLeftovers() throws PlatformException {
        Maker self = Maker.self();
        List<LinkDescribed> left = new ArrayList<>();
        for (LinkDescribed each : commands.described()) {
            boolean abandoned = !made.containsKey(each.index());
            if (Mark.parse(each.alias())
                    .filter(mark -> mark.owner().dead(self)
                            || (abandoned && mark.owner().equals(self)))
                    .isPresent()) {
                left.add(each);
            }
        }
        for (LinkDescribed each : left) {
            String name = String.valueOf(each.name());
            commands.remove(each.index(), name);
            Link known = table.link(name);
            if (known != null && known.index() == each.index()) {
                table.forget(known);
            }
        }
        Set<Integer> restored = new HashSet<>();
        for (LinkDescribed each : left) {
            Link base = byIndex(each.base());
            if (base != null && restored.add(base.index())) {
                Map<String, String> before =
                        Mark.parse(each.alias()).map(Mark::before).orElse(Map.of());
                restoreUnlessUsed(base.index(), base.name(), before);
            }
        }
    }

    private @Nullable Link byIndex(int index) {
        return table.links().stream()
                .filter(link -> link.index() == index)
                .findFirst()
                .orElse(null);
    }

    private void restoreUnlessUsed(int base, String name, Map<String, String> before) throws PlatformException {
        for (Made each : made.values()) {
            if (each.base() == base) {
                return;
            }
        }
        for (LinkDescribed each : commands.described()) {
            if (each.base() == base && Mark.parse(each.alias()).isPresent()) {
                return;
            }
        }
        for (Map.Entry<String, String> setting : before.entrySet()) {
            // Whoever changed it meanwhile had a reason.
            String changed = BASE.get(setting.getKey());
            if (changed != null && changed.equals(sysctls.read(Protocol.IPV4, name, setting.getKey()))) {
                sysctls.write(Protocol.IPV4, name, setting.getKey(), setting.getValue());
            }
        }
    }

    /** Whoever takes a virtual link away: its base is as before until it is made again. */
    private final class Losses implements NetworkListener {

        @Override
        public void linkChanged(Link link) {}

        @Override
        public void linkRemoved(Link link) {
            Made what = made.remove(link.index());
            if (what != null) {
                try {
                    restoreUnlessUsed(what.base(), what.baseName(), what.mark().before());
                } catch (PlatformException e) {
                    failures.accept(e);
                }
            }
        }

        @Override
        public void addressAdded(Link link, InetAddress address) {}

        @Override
        public void addressRemoved(Link link, InetAddress address) {}
    }
}

package org.gemel.api.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One virtual router, as configured.
 *
 * @param name the name users know it by
 * @param interfaceName where advertisements are sent and heard
 * @param vrid 1 to 255
 * @param family the family of advertisements and of {@code addresses}
 * @param version 2 (IPv4 only) or 3
 * @param priority 1 to 255; 255 is the address owner
 * @param startAsMaster {@code state MASTER}: the first wait is one interval and one skew unit; it does not decide the
 *     election
 * @param advertInterval whole seconds for version 2; 10 ms steps up to 40.95 s for version 3
 * @param preempt whether it takes over from a master of lower priority
 * @param preemptDelay how long such a master is let be at first
 * @param downTimerAdverts missed advertisements before takeover, 3 by the standard
 * @param authentication how advertisements are authenticated; PASS and AH only with version 2
 * @param source the source address of advertisements; null for the interface's first address (IPv4) or link-local (IPv6)
 * @param multicastGroup where advertisements go when there are no unicast peers
 * @param unicastPeers where they go otherwise
 * @param unicastTtl TTL or hop limit of unicast advertisements
 * @param addresses the virtual addresses, in the order advertised
 * @param excludedAddresses addresses that move with them but are not advertised, of any family
 * @param announcements how the LAN is told
 * @param checksumForm of version 3 over IPv4
 * @param answerLowerPriority whether a master answers an advertisement of lower priority at once (RFC 9568 6.4.3)
 * @param advertiseBeforeYielding whether a master sends one more advertisement before it yields to a higher priority
 * @param tracking what else must be well for it to serve, or to serve with its full priority
 * @param routes installed while master, after the addresses
 * @param rules installed while master, after the routes
 * @param promoteSecondaries whether the interface is told to keep the other addresses of a network when the first goes
 * @param lacksPeers whether it must not serve because it should advertise to unicast peers and none is listed
 * @param reception what it takes from others
 * @param accept whether its addresses answer while it is master without owning them (Accept_Mode, RFC 9568 6.1)
 * @param virtualLinks links that exist for it alone; those of {@code addresses} that live there name them as their interface
 * @param yieldsWhenLateTo the priority of a backup that a late master assumes to have taken over: once it was silent for as
 *     long as that backup waits, it yields without having heard it; 0 for no such assumption
 */
public record VrrpInstance(
        String name,
        String interfaceName,
        int vrid,
        Family family,
        int version,
        int priority,
        boolean startAsMaster,
        Duration advertInterval,
        boolean preempt,
        Duration preemptDelay,
        int downTimerAdverts,
        Authentication authentication,
        @Nullable InetAddress source,
        InetAddress multicastGroup,
        List<UnicastPeer> unicastPeers,
        int unicastTtl,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        Announcements announcements,
        ChecksumForm checksumForm,
        boolean answerLowerPriority,
        boolean advertiseBeforeYielding,
        Tracking tracking,
        List<Route> routes,
        List<Rule> rules,
        boolean promoteSecondaries,
        boolean lacksPeers,
        Reception reception,
        boolean accept,
        List<VirtualLink> virtualLinks,
        int yieldsWhenLateTo) {

    /** The priority of the address owner. */
    public static final int OWNER_PRIORITY = 255;

    public VrrpInstance {
        unicastPeers = List.copyOf(unicastPeers);
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
        virtualLinks = List.copyOf(virtualLinks);
    }

    /** Whether this router owns the address (priority 255). */
    public boolean owner() {
        return priority == OWNER_PRIORITY;
    }

    /** Whether advertisements go to listed peers instead of the group. */
    public boolean unicast() {
        return !unicastPeers.isEmpty();
    }

    /** Whether packets to its addresses are for this host's programs: the address owner always takes them (RFC 9568 6.1). */
    public boolean accepts() {
        return accept || owner();
    }

    /** The virtual link whose hardware address advertisements bear, or null if it is the interface's own. */
    public @Nullable VirtualLink advertisingLink() {
        return virtualLinks.stream().filter(VirtualLink::advertises).findFirst().orElse(null);
    }

    /**
     * Whether a virtual router that runs by this configuration may keep its state when it goes on by another: it must be the
     * same one to its peers (behaviour 102), in the same conversation and with the same hardware addresses.
     */
    public boolean goesOnAs(VrrpInstance next) {
        return interfaceName.equals(next.interfaceName)
                && family == next.family
                && vrid == next.vrid
                && version == next.version
                && unicast() == next.unicast()
                && multicastGroup.equals(next.multicastGroup)
                && virtualLinks.equals(next.virtualLinks);
    }

    /** Whether who believes what another one says believes this one too, and hears it; priority and interval aside. */
    public boolean speaksAs(VrrpInstance other) {
        return authentication.equals(other.authentication)
                && addresses.equals(other.addresses)
                && Objects.equals(source, other.source)
                && unicastPeers.equals(other.unicastPeers)
                && unicastTtl == other.unicastTtl
                && checksumForm == other.checksumForm;
    }

    /** A builder with these values. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Makes virtual routers; what is not set is as keepalived has it when nothing is written. Not safe for threads.
     */
    public static final class Builder {
        private String name;
        private String interfaceName;
        private int vrid;
        private Family family;
        private int version;
        private int priority = 100;
        private boolean startAsMaster;
        private Duration advertInterval = Duration.ofSeconds(1);
        private boolean preempt = true;
        private Duration preemptDelay = Duration.ZERO;
        private int downTimerAdverts = 3;
        private Authentication authentication = new Authentication.None();
        private @Nullable InetAddress source;
        private InetAddress multicastGroup;
        private List<UnicastPeer> unicastPeers = List.of();
        private int unicastTtl = 255;
        private List<VirtualAddress> addresses = List.of();
        private List<VirtualAddress> excludedAddresses = List.of();
        private Announcements announcements = Announcements.DEFAULT;
        private ChecksumForm checksumForm = ChecksumForm.AUTO;
        private boolean answerLowerPriority = true;
        private boolean advertiseBeforeYielding;
        private Tracking tracking = Tracking.DEFAULT;
        private List<Route> routes = List.of();
        private List<Rule> rules = List.of();
        private boolean promoteSecondaries;
        private boolean lacksPeers;
        private Reception reception = Reception.DEFAULT;
        private List<VirtualLink> virtualLinks = List.of();
        private boolean accept = true;
        private int yieldsWhenLateTo;

        /** With what every virtual router has of its own. */
        public Builder(
                String name, String interfaceName, int vrid, Family family, int version, InetAddress multicastGroup) {
            this.name = name;
            this.interfaceName = interfaceName;
            this.vrid = vrid;
            this.family = family;
            this.version = version;
            this.multicastGroup = multicastGroup;
        }

        private Builder(VrrpInstance from) {
            this.name = from.name;
            this.interfaceName = from.interfaceName;
            this.vrid = from.vrid;
            this.family = from.family;
            this.version = from.version;
            this.priority = from.priority;
            this.startAsMaster = from.startAsMaster;
            this.advertInterval = from.advertInterval;
            this.preempt = from.preempt;
            this.preemptDelay = from.preemptDelay;
            this.downTimerAdverts = from.downTimerAdverts;
            this.authentication = from.authentication;
            this.source = from.source;
            this.multicastGroup = from.multicastGroup;
            this.unicastPeers = from.unicastPeers;
            this.unicastTtl = from.unicastTtl;
            this.addresses = from.addresses;
            this.excludedAddresses = from.excludedAddresses;
            this.announcements = from.announcements;
            this.checksumForm = from.checksumForm;
            this.answerLowerPriority = from.answerLowerPriority;
            this.advertiseBeforeYielding = from.advertiseBeforeYielding;
            this.tracking = from.tracking;
            this.routes = from.routes;
            this.rules = from.rules;
            this.promoteSecondaries = from.promoteSecondaries;
            this.lacksPeers = from.lacksPeers;
            this.reception = from.reception;
            this.virtualLinks = from.virtualLinks;
            this.accept = from.accept;
            this.yieldsWhenLateTo = from.yieldsWhenLateTo;
        }

        /** Sets {@link VrrpInstance#name()}. */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /** Sets {@link VrrpInstance#interfaceName()}. */
        public Builder interfaceName(String value) {
            interfaceName = value;
            return this;
        }

        /** Sets {@link VrrpInstance#vrid()}. */
        public Builder vrid(int value) {
            vrid = value;
            return this;
        }

        /** Sets {@link VrrpInstance#family()}. */
        public Builder family(Family value) {
            family = value;
            return this;
        }

        /** Sets {@link VrrpInstance#version()}. */
        public Builder version(int value) {
            version = value;
            return this;
        }

        /** Sets {@link VrrpInstance#priority()}. */
        public Builder priority(int value) {
            priority = value;
            return this;
        }

        /** Sets {@link VrrpInstance#startAsMaster()}. */
        public Builder startAsMaster(boolean value) {
            startAsMaster = value;
            return this;
        }

        /** Sets {@link VrrpInstance#advertInterval()}. */
        public Builder advertInterval(Duration value) {
            advertInterval = value;
            return this;
        }

        /** Sets {@link VrrpInstance#preempt()}. */
        public Builder preempt(boolean value) {
            preempt = value;
            return this;
        }

        /** Sets {@link VrrpInstance#preemptDelay()}. */
        public Builder preemptDelay(Duration value) {
            preemptDelay = value;
            return this;
        }

        /** Sets {@link VrrpInstance#downTimerAdverts()}. */
        public Builder downTimerAdverts(int value) {
            downTimerAdverts = value;
            return this;
        }

        /** Sets {@link VrrpInstance#authentication()}. */
        public Builder authentication(Authentication value) {
            authentication = value;
            return this;
        }

        /** Sets {@link VrrpInstance#source()}. */
        public Builder source(@Nullable InetAddress value) {
            source = value;
            return this;
        }

        /** Sets {@link VrrpInstance#multicastGroup()}. */
        public Builder multicastGroup(InetAddress value) {
            multicastGroup = value;
            return this;
        }

        /** Sets {@link VrrpInstance#unicastPeers()}. */
        public Builder unicastPeers(List<UnicastPeer> value) {
            unicastPeers = value;
            return this;
        }

        /** Sets {@link VrrpInstance#unicastTtl()}. */
        public Builder unicastTtl(int value) {
            unicastTtl = value;
            return this;
        }

        /** Sets {@link VrrpInstance#addresses()}. */
        public Builder addresses(List<VirtualAddress> value) {
            addresses = value;
            return this;
        }

        /** Sets {@link VrrpInstance#excludedAddresses()}. */
        public Builder excludedAddresses(List<VirtualAddress> value) {
            excludedAddresses = value;
            return this;
        }

        /** Sets {@link VrrpInstance#announcements()}. */
        public Builder announcements(Announcements value) {
            announcements = value;
            return this;
        }

        /** Sets {@link VrrpInstance#checksumForm()}. */
        public Builder checksumForm(ChecksumForm value) {
            checksumForm = value;
            return this;
        }

        /** Sets {@link VrrpInstance#answerLowerPriority()}. */
        public Builder answerLowerPriority(boolean value) {
            answerLowerPriority = value;
            return this;
        }

        /** Sets {@link VrrpInstance#advertiseBeforeYielding()}. */
        public Builder advertiseBeforeYielding(boolean value) {
            advertiseBeforeYielding = value;
            return this;
        }

        /** Sets {@link VrrpInstance#tracking()}. */
        public Builder tracking(Tracking value) {
            tracking = value;
            return this;
        }

        /** Sets {@link VrrpInstance#routes()}. */
        public Builder routes(List<Route> value) {
            routes = value;
            return this;
        }

        /** Sets {@link VrrpInstance#rules()}. */
        public Builder rules(List<Rule> value) {
            rules = value;
            return this;
        }

        /** Sets {@link VrrpInstance#promoteSecondaries()}. */
        public Builder promoteSecondaries(boolean value) {
            promoteSecondaries = value;
            return this;
        }

        /** Sets {@link VrrpInstance#lacksPeers()}. */
        public Builder lacksPeers(boolean value) {
            lacksPeers = value;
            return this;
        }

        /** Sets {@link VrrpInstance#reception()}. */
        public Builder reception(Reception value) {
            reception = value;
            return this;
        }

        /** Sets {@link VrrpInstance#virtualLinks()}. */
        public Builder virtualLinks(List<VirtualLink> value) {
            virtualLinks = value;
            return this;
        }

        /** Sets {@link VrrpInstance#accept()}. */
        public Builder accept(boolean value) {
            accept = value;
            return this;
        }

        /** Sets {@link VrrpInstance#yieldsWhenLateTo()}. */
        public Builder yieldsWhenLateTo(int value) {
            yieldsWhenLateTo = value;
            return this;
        }

        /** The virtual router. */
        public VrrpInstance build() {
            return new VrrpInstance(
                    name,
                    interfaceName,
                    vrid,
                    family,
                    version,
                    priority,
                    startAsMaster,
                    advertInterval,
                    preempt,
                    preemptDelay,
                    downTimerAdverts,
                    authentication,
                    source,
                    multicastGroup,
                    unicastPeers,
                    unicastTtl,
                    addresses,
                    excludedAddresses,
                    announcements,
                    checksumForm,
                    answerLowerPriority,
                    advertiseBeforeYielding,
                    tracking,
                    routes,
                    rules,
                    promoteSecondaries,
                    lacksPeers,
                    reception,
                    accept,
                    virtualLinks,
                    yieldsWhenLateTo);
        }
    }
}

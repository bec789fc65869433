package org.gemel.api.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
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
 * @param authentication of version 2; {@link Authentication.None} otherwise
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
        List<InetAddress> unicastPeers,
        int unicastTtl,
        List<VirtualAddress> addresses,
        List<VirtualAddress> excludedAddresses,
        Announcements announcements,
        ChecksumForm checksumForm,
        boolean answerLowerPriority,
        boolean advertiseBeforeYielding) {

    /** The priority of the address owner. */
    public static final int OWNER_PRIORITY = 255;

    public VrrpInstance {
        unicastPeers = List.copyOf(unicastPeers);
        addresses = List.copyOf(addresses);
        excludedAddresses = List.copyOf(excludedAddresses);
    }

    /** Whether this router owns the address (priority 255). */
    public boolean owner() {
        return priority == OWNER_PRIORITY;
    }

    /** Whether advertisements go to listed peers instead of the group. */
    public boolean unicast() {
        return !unicastPeers.isEmpty();
    }
}

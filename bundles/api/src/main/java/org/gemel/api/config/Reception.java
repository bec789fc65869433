package org.gemel.api.config;

/**
 * What a virtual router takes from others where the standards leave a choice.
 *
 * @param peersOnly with unicast peers: whether advertisements of anybody else are discarded, and the peers' limits of TTL
 *     looked at
 * @param ignoredByOwner whether the address owner listens to nobody
 * @param listTrusted whether the addresses are not compared again while the same router advertises them
 * @param oldUnicastChecksum whether the checksum that keepalived up to 1.3.6 sends to unicast peers is accepted
 *     (behaviour 47)
 * @param bufferBytes how much of the kernel's memory its unread packets may take, 0 for as much as the system gives
 * @param bufferMtus so many packets of the interface's largest size are added to that
 */
public record Reception(
        boolean peersOnly,
        boolean ignoredByOwner,
        boolean listTrusted,
        boolean oldUnicastChecksum,
        int bufferBytes,
        int bufferMtus) {

    /** What keepalived does when nothing is written. */
    public static final Reception DEFAULT = new Reception(false, false, false, true, 0, 0);
}

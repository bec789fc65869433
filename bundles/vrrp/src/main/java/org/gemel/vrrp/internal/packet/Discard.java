package org.gemel.vrrp.internal.packet;

/** Why a packet is not taken, in the words of the standards' counters (RFC 8347, RFC 6527, RFC 2787) where they have one. */
public enum Discard {
    IP_HEADER_ERROR("ip-header-error", "ip-header-errors", true),
    IP_FRAGMENT("ip-fragment", "ip-header-errors", true),
    DESTINATION_ERROR("destination-error", "destination-errors", true),
    IP_TTL_ERROR("ip-ttl-error", "ip-ttl-errors", true),
    SELF("self", "own-packets-rcvd", false),
    PACKET_LENGTH_ERROR("packet-length-error", "packet-length-errors", false),
    VERSION_ERROR("version-error", "version-errors", true),
    INVALID_TYPE("invalid-type", "invalid-type-pkts-rcvd", false),
    VRID_ERROR("vrid-error", "vrid-errors", true),
    COUNT_ZERO("count-zero", "packet-length-errors", false),
    CHECKSUM_ERROR("checksum-error", "checksum-errors", true),
    INVALID_AUTH_TYPE("invalid-auth-type", "invalid-auth-type", false),
    AUTH_TYPE_MISMATCH("auth-type-mismatch", "auth-type-mismatch", false),
    AUTH_FAILURE("auth-failure", "auth-failures", false),
    AUTH_REPLAY("auth-replay", "auth-failures", false),
    AUTH_TIME("auth-time", "auth-failures", false),
    PEER_ERROR("peer-error", "peer-errors", false),
    PEER_TTL_ERROR("peer-ttl-error", "ip-ttl-errors", true),
    IGNORED_BY_OWNER("ignored-by-owner", "ignored-by-owner", false),
    INTERVAL_ERROR("interval-error", "interval-errors", false),
    INTERVAL_ZERO("interval-zero", "interval-errors", false),
    ADDRESS_LIST_ERROR("address-list-error", "address-list-errors", false),
    FIRST_NOT_LINK_LOCAL("first-not-link-local", "address-list-errors", false),
    OWNER_CONFLICT("owner-conflict", "owner-conflicts", false);

    private static final Discard[] VALUES = values();

    private final String reason;
    private final String counter;
    private final boolean global;

    Discard(String reason, String counter, boolean global) {
        this.reason = reason;
        this.counter = counter;
        this.global = global;
    }

    /** A stable word, lower case with dashes. */
    public String reason() {
        return reason;
    }

    /** The counter that it adds to. */
    public String counter() {
        return counter;
    }

    /** Whether it is counted for the whole engine and not for a virtual router (RFC 8347). */
    public boolean global() {
        return global;
    }

    /** The one of that ordinal; the inverse of {@link #bit} for one that is set. */
    public static Discard of(int ordinal) {
        return VALUES[ordinal];
    }

    /** As a bit, for sets of warnings that cost no allocation. */
    public int bit() {
        return 1 << ordinal();
    }
}

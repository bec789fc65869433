package org.gemel.vrrp.internal.engine;

import org.gemel.vrrp.internal.packet.Discard;

/** What a person is told about an advertisement that is refused or doubtful. */
final class Complaints {

    private Complaints() {}

    static String text(Discard complaint, String sender, boolean dropped) {
        return "advertisement from " + sender + " "
                + switch (complaint) {
                    case IP_HEADER_ERROR, IP_FRAGMENT -> "has a damaged IP header or is a fragment";
                    case DESTINATION_ERROR ->
                        "was not sent to this virtual router's group or address; "
                                + "one side is configured for unicast and the other for multicast, or the groups differ";
                    case IP_TTL_ERROR -> "has a TTL other than 255, so it did not come from this LAN";
                    case SELF ->
                        "carries this router's own address: two routers use the same source address, or the LAN loops";
                    case PACKET_LENGTH_ERROR ->
                        "has a length that does not fit its contents; "
                                + "if the sender speaks CARP, give the two protocols different IDs";
                    case VERSION_ERROR -> "is of another VRRP version; set the same vrrp_version on all routers";
                    case INVALID_TYPE -> "is of an unknown type";
                    case VRID_ERROR -> "has a VRID that is not configured here";
                    case COUNT_ZERO -> "carries no virtual address";
                    case CHECKSUM_ERROR ->
                        "has a wrong checksum; " + "version 3 routers on IPv4 must agree on v3_checksum_as_v2";
                    case INVALID_AUTH_TYPE -> "has an unknown kind of authentication";
                    case AUTH_TYPE_MISMATCH ->
                        "has another kind of authentication than is configured here; "
                                + "make auth_type equal on all routers";
                    case AUTH_FAILURE ->
                        "cannot be believed: its password or signature is wrong; "
                                + "make auth_pass, or the keys of auth_hmac, equal on all routers";
                    case AUTH_REPLAY ->
                        "was signed before the last one from there: somebody plays old packets again, "
                                + "or the sender's clock was set back";
                    case AUTH_TIME ->
                        "was signed at a time that this router's clock does not agree with; "
                                + "set the clocks of all routers (NTP), or widen time_window of auth_hmac";
                    case PEER_ERROR ->
                        "comes from nobody in unicast_peer; list that router there if it belongs to this virtual router";
                    case PEER_TTL_ERROR ->
                        "arrived with a TTL outside min_ttl and max_ttl of that peer in unicast_peer";
                    case IGNORED_BY_OWNER ->
                        "means nothing to this router, which owns the addresses (owner_ignore_adverts)";
                    case INTERVAL_ERROR -> "has another advertisement interval than this router; make advert_int equal";
                    case INTERVAL_ZERO -> "has an advertisement interval of 0";
                    case ADDRESS_LIST_ERROR ->
                        "lists other virtual addresses than this router; "
                                + "make virtual_ipaddress equal on all routers";
                    case FIRST_NOT_LINK_LOCAL -> "does not list a link-local address first, as RFC 9568 wants for IPv6";
                    case OWNER_CONFLICT -> "has priority 255 as this router has: only one router may own the addresses";
                };
    }
}

package org.gemel.api.config;

/** What the checksum of a VRRPv3 message over IPv4 covers; the two readings of the standard do not understand each other. */
public enum ChecksumForm {
    /** Accept both, send the pseudo-header form until the peers are heard to use the other. */
    AUTO,
    /** RFC 5798 as most read it: pseudo-header and message. */
    RFC5798,
    /** RFC 9568: the message only. */
    RFC9568,
    /** To unicast peers, as keepalived up to 1.3.6: a pseudo-header that names the multicast group, and the message. */
    OLD_UNICAST
}

package org.gemel.demo.lab;

import java.time.Instant;
import java.util.List;

/** A packet seen on the switch. */
public sealed interface Sighting {

    /** When the switch had it, by the wall clock. */
    Instant at();

    /**
     * A VRRP advertisement.
     *
     * @param at when the switch had it
     * @param source the sender's address
     * @param version 2 or 3
     * @param vrid its virtual router
     * @param priority the sender's priority; 0 says that it resigns
     * @param addresses the virtual addresses it names
     */
    record Advert(Instant at, String source, int version, int vrid, int priority, List<String> addresses)
            implements Sighting {
        public Advert {
            addresses = List.copyOf(addresses);
        }

        /** Whether it came from a node's IPv4 address, or its IPv6 one or the link-local one made of its MAC address. */
        public boolean from(Node node) {
            return source.equals(node.address4()) || source.equals(node.address6()) || source.equals(node.linkLocal());
        }
    }

    /**
     * A gratuitous ARP or an unsolicited neighbour advertisement.
     *
     * @param at when the switch had it
     * @param address the address announced
     * @param mac where it is now
     */
    record Announcement(Instant at, String address, String mac) implements Sighting {}
}

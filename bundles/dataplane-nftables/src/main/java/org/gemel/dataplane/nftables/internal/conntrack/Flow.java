package org.gemel.dataplane.nftables.internal.conntrack;

/**
 * A connection.
 *
 * @param protocol of the transport, as in packets
 * @param service the address that the client connected to
 * @param servicePort its port
 * @param server the address that answers
 * @param serverPort its port
 * @param open whether it may go on; false if it is over and only remembered
 * @param identity how the kernel finds it again
 */
public record Flow(
        int protocol, Host service, int servicePort, Host server, int serverPort, boolean open, Identity identity) {

    /**
     * An address.
     *
     * @param high its first 64 bits; 0 for IPv4
     * @param low the rest
     */
    public record Host(long high, long low) {

        /** Any. */
        public static final Host NONE = new Host(0, 0);

        /** Of 4 or 16 octets. */
        public static Host of(byte[] octets) {
            long high = 0;
            long low = 0;
            for (byte octet : octets) {
                high = high << 8 | low >>> 56;
                low = low << 8 | octet & 0xff;
            }
            return new Host(high, low);
        }
    }

    /**
     * What to name to the kernel.
     *
     * @param family of its addresses, as in messages
     * @param tuple the attribute with its addresses and ports
     * @param zone of the connection; -1 for none
     */
    public record Identity(int family, byte[] tuple, int zone) {}
}

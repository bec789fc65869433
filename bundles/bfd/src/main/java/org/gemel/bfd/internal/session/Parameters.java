package org.gemel.bfd.internal.session;

/**
 * What a session is told by its configuration.
 *
 * @param desiredTransmit the shortest interval at which to send, in microseconds, 1 to 2^32 - 1
 * @param requiredReceive the shortest interval at which to hear, in microseconds, 1 to 2^32 - 1
 * @param idleTransmit the interval at which to send while the session is not up, in microseconds, at least a second
 * @param multiplier how many packets must be missing in a row, 1 to 255
 * @param passive whether to keep silent until the neighbour is heard
 */
public record Parameters(
        long desiredTransmit, long requiredReceive, long idleTransmit, int multiplier, boolean passive) {

    /** RFC 5880 6.8.3: while a session is not up, nobody sends more often. */
    static final long SLOWEST = 1_000_000;

    private static final long MOST = 0xffff_ffffL;

    public Parameters {
        check("desired transmit interval", desiredTransmit, MOST);
        check("required receive interval", requiredReceive, MOST);
        check("idle interval", idleTransmit, MOST);
        check("multiplier", multiplier, 255);
        idleTransmit = Math.max(SLOWEST, idleTransmit);
    }

    private static void check(String name, long value, long most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("a " + name + " of " + value);
        }
    }
}

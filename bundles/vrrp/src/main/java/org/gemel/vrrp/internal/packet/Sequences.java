package org.gemel.vrrp.internal.packet;

/**
 * The numbers by which a packet that somebody plays again is recognised: the last one accepted from each sender, and the
 * last one sent. Numbers are unsigned.
 */
public final class Sequences {

    /** More routers than one virtual router ever has; beyond them the oldest is forgotten. */
    private static final int MOST_SENDERS = 32;

    private final long[] senderHigh = new long[MOST_SENDERS];
    private final long[] senderLow = new long[MOST_SENDERS];
    private final long[] last = new long[MOST_SENDERS];
    private int senders;
    private int next;
    private long highest;
    private long sent;

    /** Whether a number from a sender is higher than all before it. */
    boolean rises(long high, long low, long number) {
        int known = find(high, low);
        return Long.compareUnsigned(number, known < 0 ? 0 : last[known]) > 0;
    }

    /** Remembers the number of a packet that is genuine. */
    void heard(long high, long low, long number) {
        int at = find(high, low);
        if (at < 0) {
            at = next;
            next = (next + 1) % MOST_SENDERS;
            senders = Math.min(senders + 1, MOST_SENDERS);
            senderHigh[at] = high;
            senderLow[at] = low;
        }
        last[at] = number;
        highest = higher(highest, number);
    }

    /** The highest number that anybody was heard to use. */
    long highest() {
        return highest;
    }

    /** The next number to send: higher than the last, and no lower than this. */
    long next(long least) {
        sent = higher(sent + 1, least);
        return sent;
    }

    /** All that is known, as a text without blanks. */
    public String text() {
        StringBuilder text = new StringBuilder().append(sent).append(';').append(highest);
        for (int i = 0; i < senders; i++) {
            text.append(';')
                    .append(senderHigh[i])
                    .append(':')
                    .append(senderLow[i])
                    .append(':')
                    .append(last[i]);
        }
        return text.toString();
    }

    /**
     * Returns a text that {@link #remember} can read.
     *
     * @throws NumberFormatException if it cannot
     */
    public static String checked(String text) {
        new Sequences().remember(text);
        return text;
    }

    /**
     * Knows what a predecessor knew; no number is used again.
     *
     * @throws NumberFormatException if it is not a text of {@link #text}
     */
    public void remember(String text) {
        String[] parts = text.split(";");
        if (parts.length < 2) {
            return;
        }
        sent = higher(sent, Long.parseLong(parts[0]));
        for (int i = 2; i < Math.min(parts.length, 2 + MOST_SENDERS); i++) {
            String[] sender = parts[i].split(":");
            if (sender.length == 3) {
                heard(Long.parseLong(sender[0]), Long.parseLong(sender[1]), Long.parseLong(sender[2]));
            }
        }
        highest = higher(highest, Long.parseLong(parts[1]));
    }

    private static long higher(long one, long other) {
        return Long.compareUnsigned(one, other) > 0 ? one : other;
    }

    private int find(long high, long low) {
        for (int i = 0; i < senders; i++) {
            if (senderLow[i] == low && senderHigh[i] == high) {
                return i;
            }
        }
        return -1;
    }
}

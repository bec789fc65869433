package org.gemel.vrrp.internal.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gemel.vrrp.internal.packet.Discard;

/** Counts on the loop thread; names and order are given at the time of the snapshot. */
final class Counters {

    /** What is counted besides refusals. */
    enum Count {
        MASTER_TRANSITIONS("master-transitions"),
        ADVERTISEMENT_RCVD("advertisement-rcvd"),
        ADVERTISEMENT_SENT("advertisement-sent"),
        PRIORITY_ZERO_RCVD("priority-zero-pkts-rcvd"),
        PRIORITY_ZERO_SENT("priority-zero-pkts-sent"),
        ANNOUNCEMENTS_SENT("announcements-sent"),
        ADDRESSES_RESTORED("addresses-restored"),
        ROUTING_RESTORED("routes-and-rules-restored"),
        SEND_ERRORS("send-errors"),
        PACKETS_RCVD("packets-rcvd"),
        PACKETS_DISCARDED("packets-discarded");

        private final String label;

        Count(String label) {
            this.label = label;
        }
    }

    private static final Count[] COUNTS = Count.values();
    private static final Discard[] DISCARDS = Discard.values();

    private final long[] counts = new long[COUNTS.length];
    private final long[] discards = new long[DISCARDS.length];

    void add(Count count) {
        counts[count.ordinal()]++;
    }

    void add(Discard discard) {
        discards[discard.ordinal()]++;
    }

    /** Counts every doubt in a set of {@link Discard#bit} values. */
    void addAll(int doubts) {
        for (int rest = doubts; rest != 0; rest &= rest - 1) {
            discards[Integer.numberOfTrailingZeros(rest)]++;
        }
    }

    /** All of them by their keys, for {@link #restore}. */
    Map<String, Long> memory() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Count count : COUNTS) {
            all.put(count.name(), counts[count.ordinal()]);
        }
        for (Discard discard : DISCARDS) {
            all.put(discard.name(), discards[discard.ordinal()]);
        }
        return all;
    }

    /** Goes on counting from these; a key that is not known is passed over. */
    void restore(Map<String, Long> memory) {
        for (Count count : COUNTS) {
            counts[count.ordinal()] += memory.getOrDefault(count.name(), 0L);
        }
        for (Discard discard : DISCARDS) {
            discards[discard.ordinal()] += memory.getOrDefault(discard.name(), 0L);
        }
    }

    /** The counters of a virtual router. */
    Map<String, Long> ofInstance() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Count count : COUNTS) {
            if (count != Count.PACKETS_RCVD) {
                all.put(count.label, counts[count.ordinal()]);
            }
        }
        addDiscards(all, false);
        return all;
    }

    /** The counters of the whole engine. */
    Map<String, Long> ofEngine() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put(Count.PACKETS_RCVD.label, counts[Count.PACKETS_RCVD.ordinal()]);
        all.put(Count.PACKETS_DISCARDED.label, counts[Count.PACKETS_DISCARDED.ordinal()]);
        addDiscards(all, true);
        all.merge(Discard.PACKET_LENGTH_ERROR.counter(), discards[Discard.PACKET_LENGTH_ERROR.ordinal()], Long::sum);
        all.merge(Discard.AUTH_FAILURE.counter(), discards[Discard.AUTH_FAILURE.ordinal()], Long::sum);
        all.merge(Discard.INVALID_TYPE.counter(), discards[Discard.INVALID_TYPE.ordinal()], Long::sum);
        return all;
    }

    private void addDiscards(Map<String, Long> all, boolean global) {
        for (Discard discard : DISCARDS) {
            if (discard.global() == global) {
                all.merge(discard.counter(), discards[discard.ordinal()], Long::sum);
            }
        }
    }
}

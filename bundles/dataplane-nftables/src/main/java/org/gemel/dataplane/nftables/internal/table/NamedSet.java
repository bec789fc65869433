package org.gemel.dataplane.nftables.internal.table;

/**
 * A set or map with a name.
 *
 * @param name unique among the table's sets
 * @param keyType as the program nft knows it
 * @param keyLength in octets
 * @param kind what it is for
 * @param timeoutMillis how long what is remembered is remembered
 * @param size how much is remembered at most
 */
public record NamedSet(String name, int keyType, int keyLength, Kind kind, long timeoutMillis, int size) {

    /** What a set is for. */
    public enum Kind {
        /** Leads to a chain. */
        MAP,
        /** Counts packets for each of its elements. */
        COUNTERS,
        /** Remembers by itself. */
        MEMORY,
        /** None of ours. */
        OTHER
    }

    /** One whose elements are given. */
    public NamedSet(String name, int keyType, int keyLength, Kind kind) {
        this(name, keyType, keyLength, kind, 0, 0);
    }
}

package org.gemel.config.json.internal;

/** What one reading may cost. Real configurations stay far below; hostile or broken ones end here with an error. */
final class Limits {

    /** Bytes of a file. */
    static final int TEXT_SIZE = 64 * 1024 * 1024;

    /** Characters of one string, and of one key. */
    static final int STRING_LENGTH = 64 * 1024;

    /** Characters of a number. */
    static final int NUMBER_LENGTH = 100;

    /** Objects and lists within each other. */
    static final int NESTING = 200;

    /** Blocks within blocks. */
    static final int BLOCK_DEPTH = 32;

    /** Values, keys and words of a file together: it bounds the memory. */
    static final int NODES = (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 220);

    private Limits() {}
}

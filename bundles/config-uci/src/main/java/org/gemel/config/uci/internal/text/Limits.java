package org.gemel.config.uci.internal.text;

/** What one reading may cost. Real configurations stay far below; hostile or broken ones end here with an error. */
public final class Limits {

    /** Bytes of a file; one that is longer is not read at all. */
    public static final int TEXT_SIZE = 64 * 1024 * 1024;

    /** Characters of one word. */
    static final int WORD_LENGTH = 64 * 1024;

    /** Sections of a file. */
    static final int SECTIONS = 100_000;

    /**
     * Values of a file, and directives that references to sections may multiply into: it bounds the memory. Each takes some
     * 350 bytes until all is checked, and others of the process are to have some left: where they lack it, a virtual router
     * cannot prolong its addresses.
     */
    public static final int VALUES =
            (int) Math.min(1_000_000, Runtime.getRuntime().maxMemory() / 450);

    private Limits() {}
}

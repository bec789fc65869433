package org.gemel.config.keepalived.internal;

/** What one reading may cost. Real configurations stay far below; hostile or broken ones end here with an error. */
final class Limits {

    /** Bytes of one line, including those that a definition continues over; also characters of an expanded line. */
    static final int LINE_LENGTH = 64 * 1024;

    private static final long MEMORY = Runtime.getRuntime().maxMemory();

    /** Bytes of all files together; of a small memory a sixteenth. */
    static final long TEXT_SIZE = Math.min(64L * 1024 * 1024, MEMORY / 16);

    /** Lines that are looked at, each repetition and each step of an expansion counted. */
    static final int LINES = 2_000_000;

    /** Characters that are looked at, counted alike: it bounds the time. */
    static final long CHARACTERS = 128L * 1024 * 1024;

    /**
     * Words and braces in the tree: it bounds the memory. Each takes some 140 bytes until all is checked, and others of the
     * process are to have some left: where they lack it, a virtual router cannot prolong its addresses.
     */
    static final int WORDS = (int) Math.min(1_000_000, MEMORY / 200);

    /** Variables and sequences within each other. */
    static final int EXPANSION_DEPTH = 64;

    /** Files that include each other. */
    static final int INCLUDE_DEPTH = 16;

    /** Files of one reading. */
    static final int FILES = 10_000;

    /** Alternatives of the braces in one include. */
    static final int BRACE_ALTERNATIVES = 1_000;

    /** Names that includes look for and directory entries that their wildcards look at. */
    static final int DIRECTORY_ENTRIES = 100_000;

    /** Blocks within blocks. */
    static final int BLOCK_DEPTH = 32;

    /** Defined variables among which the nearest to an undefined one is looked for. */
    static final int NEAREST_CANDIDATES = 1_000;

    private Limits() {}
}

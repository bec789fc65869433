package org.gemel.config.uci.internal.text;

/** What one reading may cost. Real configurations stay far below; hostile or broken ones end here with an error. */
public final class Limits {

    /** Bytes of a file; one that is longer is not read at all. */
    public static final int TEXT_SIZE = 64 * 1024 * 1024;

    /** Characters of one word. */
    static final int WORD_LENGTH = 64 * 1024;

    /** Sections of a file. */
    static final int SECTIONS = 100_000;

    /** Values of a file: it bounds the memory. */
    static final int VALUES = 1_000_000;

    /** Directives that references to sections may multiply into. */
    public static final int DIRECTIVES = 1_000_000;

    private Limits() {}
}

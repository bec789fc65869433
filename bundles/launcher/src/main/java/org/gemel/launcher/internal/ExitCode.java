package org.gemel.launcher.internal;

/** What the process tells whoever started it. {@code gemel help} documents the same. */
final class ExitCode {

    static final int OK = 0;
    /** It did not work; {@code check}: warnings. */
    static final int FAILED = 1;
    /** Errors in the configuration or on the command line. */
    static final int USAGE = 2;

    static final int NOT_RUNNING = 3;
    static final int NOT_PERMITTED = 4;
    /** A defect, of Gemel or of its installation. */
    static final int INTERNAL = 70;

    private ExitCode() {}
}

package org.gemel.config.internal.reader;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Position;
import org.gemel.config.internal.check.Diagnostics;

/**
 * What the memory of a process allows: a configuration needs several times its text, while others of the process need some
 * too.
 *
 * @param bytes how many the process may use
 */
record Memory(long bytes) {

    /** A configuration needs more than its text, about so many times: a longer one is not even begun. */
    private static final int TIMES_ITS_TEXT = 16;

    /** What a virtual router with an address takes while it runs, with what others of the process need besides. */
    private static final long OF_A_VIRTUAL_ROUTER = 10 * 1024;

    private static final long MEBIBYTE = 1024 * 1024;

    static Memory ofThisProcess() {
        return new Memory(Runtime.getRuntime().maxMemory());
    }

    /** Whether it is no use to read a file of that size, which is then reported. */
    boolean refuses(Position start, long size, Diagnostics diagnostics) {
        long most = bytes / TIMES_ITS_TEXT;
        if (size > most) {
            diagnostics.error(
                    start,
                    "file-too-large",
                    "the file has " + (size + MEBIBYTE - 1) / MEBIBYTE + " MiB and is not read: of the "
                            + bytes / MEBIBYTE + " MiB of memory that this process may use, a file may have "
                            + most / MEBIBYTE,
                    more(2 * TIMES_ITS_TEXT * size));
        }
        return size > most;
    }

    /** Reports more virtual routers than could run: they would lack memory when they are needed, and not before. */
    void judge(Position start, int virtualRouters, Diagnostics diagnostics) {
        long needed = virtualRouters * OF_A_VIRTUAL_ROUTER;
        if (needed > bytes) {
            diagnostics.error(
                    start,
                    "too-many-virtual-routers",
                    virtualRouters + " virtual routers need about " + (needed + MEBIBYTE - 1) / MEBIBYTE
                            + " MiB of memory while they run, and this process may use " + bytes / MEBIBYTE,
                    more(2 * needed));
        }
    }

    /** What to say when it was too little; all that the reading took is free again by now. */
    List<Diagnostic> exhausted(Path file) {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.error(
                new Position(file.toString(), 1, 1),
                "out-of-memory",
                "the configuration does not fit into the " + bytes / MEBIBYTE
                        + " MiB of memory that this process may use",
                more(4 * bytes));
        return diagnostics.inOrderOfText();
    }

    private static String more(long bytes) {
        return "let it have more, such as GEMEL_JAVA_OPTS=-Xmx" + Math.max(64, bytes / MEBIBYTE) + "m";
    }
}

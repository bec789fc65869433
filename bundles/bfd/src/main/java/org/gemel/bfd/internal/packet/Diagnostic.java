package org.gemel.bfd.internal.packet;

import java.util.List;

/** Why a session changed its state (RFC 5880 4.1), as numbers of the wire. */
public final class Diagnostic {

    public static final int NONE = 0;
    public static final int DETECTION_TIME_EXPIRED = 1;
    public static final int NEIGHBOUR_SIGNALED_DOWN = 3;
    public static final int ADMINISTRATIVELY_DOWN = 7;

    private static final List<String> TEXTS = List.of(
            "no diagnostic",
            "control detection time expired",
            "echo function failed",
            "neighbor signaled session down",
            "forwarding plane reset",
            "path down",
            "concatenated path down",
            "administratively down",
            "reverse concatenated path down");

    private Diagnostic() {}

    /** The standard's words. */
    public static String text(int code) {
        return code < TEXTS.size() ? TEXTS.get(code) : "diagnostic " + code;
    }
}

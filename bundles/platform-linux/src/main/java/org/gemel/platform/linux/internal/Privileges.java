package org.gemel.platform.linux.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.platform.linux.internal.libc.Errno;

/** Which capabilities this process lacks, from its /proc status. */
final class Privileges {

    // <linux/capability.h>
    private static final int CAP_NET_ADMIN = 12;
    private static final int CAP_NET_RAW = 13;

    private Privileges() {}

    /** A sentence for each capability that is needed and not there. */
    static List<String> missing(List<String> status) {
        long effective = effective(status);
        List<String> missing = new ArrayList<>();
        if ((effective & 1L << CAP_NET_ADMIN) == 0) {
            missing.add("CAP_NET_ADMIN is missing, so no address can be put on an interface: " + Errno.REMEDY + ".");
        }
        if ((effective & 1L << CAP_NET_RAW) == 0) {
            missing.add("CAP_NET_RAW is missing, so VRRP can be neither sent nor heard: " + Errno.REMEDY + ".");
        }
        return missing;
    }

    private static long effective(List<String> status) {
        String field = "CapEff:";
        return status.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line ->
                        Long.parseUnsignedLong(line.substring(field.length()).strip(), 16))
                .findFirst()
                .orElse(-1);
    }
}

package org.gemel.platform.linux.internal.libc;

import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.jspecify.annotations.Nullable;

/** The kernel's refusals in words. */
public final class Errno {

    /** What to do about a missing capability. */
    public static final String REMEDY =
            "run as root, or with AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW CAP_SYS_NICE in"
                    + " the systemd unit, or after setcap cap_net_admin,cap_net_raw,cap_sys_nice+ep on the java program";

    private Errno() {}

    private static String remedy(String capability) {
        return capability.startsWith("CAP_") && !REMEDY.contains(capability)
                ? "run as root, or add it to AmbientCapabilities= and CapabilityBoundingSet= in the systemd unit"
                : REMEDY;
    }

    /** The C library's text for an error number. */
    public static String text(int errno) {
        return Libc.strerror(errno).getString(0);
    }

    /**
     * A refusal for a person.
     *
     * @param tried what was tried, to follow "cannot"
     * @param errno why it failed
     * @param capability what it takes to be allowed to
     */
    public static PlatformException refused(String tried, int errno, String capability) {
        return refused(tried, errno, null, capability);
    }

    /**
     * A refusal for a person.
     *
     * @param tried what was tried, to follow "cannot"
     * @param errno why it failed
     * @param reason the kernel's own words about it, or null
     * @param capability what it takes to be allowed to
     */
    public static PlatformException refused(String tried, int errno, @Nullable String reason, String capability) {
        String message = "cannot " + tried + ": " + text(errno) + (reason == null ? "" : " (" + reason + ")");
        if (errno == Abi.EPERM) {
            message += "; " + capability + " is needed: " + remedy(capability);
        } else if (errno == Abi.ENODEV) {
            message += "; the interface is gone";
        }
        return new PlatformException(message);
    }
}

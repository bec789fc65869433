package org.gemel.platform.linux.internal.netlink;

import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Errno;

/** Opens netlink sockets for plugins. */
public final class KernelNetlink implements Netlink {

    private final Platform platform;

    /** In the network namespace of a platform. */
    public KernelNetlink(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Socket open(int family) throws PlatformException {
        return platform.inside(() -> new BlockingNetlinkSocket(family));
    }

    @Override
    public String meaning(int errno) {
        return Errno.text(errno);
    }
}

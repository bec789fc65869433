package org.gemel.platform.linux.internal.datagram;

import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.jspecify.annotations.Nullable;

/** What sockets that listen and sockets that send have in common. */
final class Ports {

    /** Of sockaddr_in and sockaddr_in6 alike, in network byte order. */
    private static final int PORT = 2;

    private Ports() {}

    static NativeBuffer put(NativeBuffer address, int port) {
        address.bytes().put(PORT, (byte) (port >> 8)).put(PORT + 1, (byte) port);
        return address;
    }

    /** A refusal to bind, in words. */
    static PlatformException refused(String tried, int errno, String capability) {
        return Errno.refused(tried, errno, advice(errno), capability);
    }

    private static @Nullable String advice(int errno) {
        if (errno == Abi.EADDRINUSE) {
            return "another program has that port; 'ss -ulnp' names it";
        }
        return errno == Abi.EADDRNOTAVAIL ? "the source is no address of this host" : null;
    }
}

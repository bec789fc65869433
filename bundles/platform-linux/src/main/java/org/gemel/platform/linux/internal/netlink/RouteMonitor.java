package org.gemel.platform.linux.internal.netlink;

import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.loop.KernelLoop;

/** Keeps a link table true: dumps everything once, then follows the kernel's notifications. Loop thread only. */
public final class RouteMonitor implements AutoCloseable {

    private static final int GROUPS = Abi.RTMGRP_LINK | Abi.RTMGRP_IPV4_IFADDR | Abi.RTMGRP_IPV6_IFADDR;
    private static final int QUEUE = 1 << 20;

    private final LinkTable table;
    private final RouteCommands commands;
    private final NetlinkSocket socket;
    private final KernelLoop.Watch watch;
    private boolean lost;

    public RouteMonitor(KernelLoop loop, LinkTable table, RouteCommands commands) throws PlatformException {
        this.table = table;
        this.commands = commands;
        socket = new NetlinkSocket(GROUPS);
        try {
            socket.queue(QUEUE);
            // Notifications queue up from here on, so nothing falls between them and the dump.
            table.replace(commands.dump());
            watch = loop.watch(socket.fd(), this::readable);
        } catch (PlatformException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public void close() {
        watch.close();
        socket.close();
    }

    private void readable() {
        int error;
        do {
            error = socket.receive(table::apply);
            if (error == Abi.ENOBUFS) {
                lost = true;
            }
        } while (error == 0 || error == Abi.ENOBUFS || error == Abi.EINTR);
        if (lost) {
            startOver();
        }
    }

    /** Notifications were lost; what is true now says what changed. If that fails, the next notification tries again. */
    private void startOver() {
        try {
            table.replace(commands.dump());
            lost = false;
        } catch (PlatformException e) {
            throw new IllegalStateException("lost track of interfaces and addresses", e);
        }
    }
}

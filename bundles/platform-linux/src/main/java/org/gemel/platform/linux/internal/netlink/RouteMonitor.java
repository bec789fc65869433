package org.gemel.platform.linux.internal.netlink;

import java.util.function.Consumer;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.loop.KernelLoop;

/** Keeps a link table true: dumps everything once, then follows the kernel's notifications. Loop thread only. */
public final class RouteMonitor implements AutoCloseable {

    private static final int GROUPS = Abi.RTMGRP_LINK | Abi.RTMGRP_IPV4_IFADDR | Abi.RTMGRP_IPV6_IFADDR;
    private static final int QUEUE = 1 << 20;

    /** So many datagrams are read in a row before the loop turns to other descriptors; handling news may make news. */
    private static final int BURST = 256;

    private final LinkTable table;
    private final RouteCommands commands;
    private final NetlinkSocket socket;
    private final Consumer<RouteMessage> onMessage = this::heard;
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
        for (int i = 0; i < BURST; i++) {
            int error = socket.receive(onMessage);
            if (error == Abi.ENOBUFS) {
                lost = true;
            } else if (error != 0 && error != Abi.EINTR) {
                // Not before the queue is empty: what is still in it is older than a dump would be.
                if (lost) {
                    startOver();
                }
                return;
            }
        }
    }

    /** Once something was lost, what is left in the queue is out of date, and a dump follows. */
    private void heard(RouteMessage message) {
        if (!lost) {
            table.apply(message);
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

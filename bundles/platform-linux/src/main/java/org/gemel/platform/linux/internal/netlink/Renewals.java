package org.gemel.platform.linux.internal.netlink;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Extensions of leases that are there, gathered over a turn of the loop and sent together: with a thousand virtual routers
 * that spares a thousand calls and a thousand answers a second. The kernel answers only what it refuses; such an address is
 * refused here until it is {@link #settled}, so that its owner asks in the ordinary way and hears why. Loop thread only.
 *
 * <p>What was gathered before the process was stopped for a while is not sent: the leases may be over, the addresses somebody
 * else's, and an extension would bring them back.
 */
public final class Renewals implements AutoCloseable {

    private static final int MOST = 64;
    private static final long LATEST = Network.EXTENSION_MILLIS * 1_000_000L;

    private final Executor loop;
    private final Consumer<Throwable> failures;
    private final NetlinkSocket socket;
    private final NativeBuffer batch = NativeBuffer.allocate(MOST * RouteWriter.LONGEST);
    private final NativeBuffer request = NativeBuffer.allocate(RouteWriter.LONGEST);
    private final Consumer<RouteMessage> onAnswer = this::answered;
    private final Runnable flush = this::flush;
    private final int[] links = new int[MOST];
    private final @Nullable InetAddress[] addresses = new InetAddress[MOST];
    private final Set<Place> refused = new HashSet<>();
    private int first;
    private int count;
    private long since;
    private boolean scheduled;

    private record Place(int link, InetAddress address) {}

    /**
     * None yet.
     *
     * @param loop runs a task in the turn that it is in, or the next
     * @param failures told of what makes all fail
     */
    public Renewals(Executor loop, Consumer<Throwable> failures) throws PlatformException {
        this.loop = loop;
        this.failures = failures;
        socket = new NetlinkSocket(0);
        batch.bytes().clear();
    }

    /**
     * Extends a lease soon.
     *
     * @param prefixRoute as {@link RouteCommands#lease}
     * @return false if an earlier one was refused or not sent, and nothing is done
     */
    public boolean extend(int link, VirtualAddress address, int seconds, boolean prefixRoute) {
        if (!refused.isEmpty() && refused.contains(new Place(link, address.address()))) {
            return false;
        }
        if (count == 0) {
            since = System.nanoTime();
        }
        RouteWriter.lease(request.bytes(), first + count, link, address, seconds, prefixRoute);
        short flags = request.bytes().getShort(Rtnetlink.HEADER_FLAGS);
        request.bytes().putShort(Rtnetlink.HEADER_FLAGS, (short) (flags & ~Rtnetlink.NLM_F_ACK));
        batch.bytes().put(request.bytes());
        links[count] = link;
        addresses[count] = address.address();
        count++;
        if (count == MOST) {
            flush();
        } else if (!scheduled) {
            scheduled = true;
            loop.execute(flush);
        }
        return true;
    }

    /** The kernel has granted an address in the ordinary way, or nobody wants it any more. */
    public void settled(int link, InetAddress address) {
        if (!refused.isEmpty()) {
            refused.remove(new Place(link, address));
        }
    }

    @Override
    public void close() {
        socket.close();
    }

    /** Sends what was gathered; before anything that may not come first. */
    public void flush() {
        scheduled = false;
        if (count == 0) {
            return;
        }
        if (System.nanoTime() - since > LATEST) {
            refuseAll();
        } else {
            send();
        }
        first += count;
        count = 0;
        batch.bytes().clear();
    }

    private void send() {
        batch.bytes().flip();
        int error = socket.send(batch);
        while (error == 0 || error == Abi.EINTR) {
            error = socket.receive(onAnswer);
        }
        if (error != Abi.EAGAIN) {
            refuseAll();
            failures.accept(Errno.refused("extend the leases of " + count + " addresses", error, "CAP_NET_ADMIN"));
        }
    }

    private void answered(RouteMessage message) {
        if (message instanceof Answer answer && answer.errno() != 0) {
            int index = answer.sequence() - first;
            if (index >= 0 && index < count) {
                refuse(index);
            }
        }
    }

    private void refuseAll() {
        for (int i = 0; i < count; i++) {
            refuse(i);
        }
    }

    private void refuse(int index) {
        InetAddress address = addresses[index];
        if (address != null) {
            refused.add(new Place(links[index], address));
        }
    }
}

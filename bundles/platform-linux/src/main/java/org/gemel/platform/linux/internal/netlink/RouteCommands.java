package org.gemel.platform.linux.internal.netlink;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.platform.PlatformException;
import org.gemel.libc.Libc;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Errno;
import org.gemel.platform.linux.internal.libc.NativeBuffer;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Answer;
import org.gemel.platform.linux.internal.netlink.RouteMessage.Interrupted;
import org.jspecify.annotations.Nullable;

/**
 * Requests to rtnetlink with their answers. The kernel answers while the request is sent, so waiting is the exception and
 * bounded.
 */
public final class RouteCommands implements AutoCloseable {

    private static final int ANSWER_MILLIS = 1000;
    private static final int DUMP_ATTEMPTS = 5;
    private static final String CAPABILITY = "CAP_NET_ADMIN";

    private final NetlinkSocket socket = new NetlinkSocket(0);
    private final NativeBuffer request = NativeBuffer.allocate(RoutingWriter.LONGEST);
    private final NativeBuffer pollfd = NativeBuffer.allocate(Abi.POLLFD_SIZE);
    private final Consumer<RouteMessage> onAnswer = this::answered;
    private int sequence;
    private @Nullable Answer answer;
    private boolean interrupted;

    public RouteCommands() throws PlatformException {
        pollfd.bytes().putInt(0, socket.fd()).putShort(4, (short) Abi.POLLIN);
    }

    /**
     * As {@link org.gemel.api.platform.Network#lease}, on the link with an index.
     *
     * @param prefixRoute whether the route to its prefix comes with it; always so for IPv4
     */
    public void lease(int link, VirtualAddress address, int seconds, boolean prefixRoute) throws PlatformException {
        RouteWriter.lease(request.bytes(), ++sequence, link, address, seconds, prefixRoute);
        Answer result = exchange(onAnswer);
        if (result.errno() != 0) {
            throw refused("put " + address + " on " + address.interfaceName(), result);
        }
    }

    /** As {@link org.gemel.api.platform.Network#release}, on the link with an index. */
    public void release(int link, VirtualAddress address) throws PlatformException {
        RouteWriter.release(request.bytes(), ++sequence, link, address);
        Answer result = exchange(onAnswer);
        int errno = result.errno();
        if (errno != 0 && errno != Abi.EADDRNOTAVAIL && errno != Abi.ENODEV) {
            throw refused("take " + address + " off " + address.interfaceName(), result);
        }
    }

    /** As {@link NetlinkSocket#port()}. */
    int port() throws PlatformException {
        return socket.port();
    }

    /** Writes a request into the buffer. */
    @FunctionalInterface
    interface Encoder {
        void write(ByteBuffer out, int sequence);
    }

    /** Sends a request that changes something, and waits for the answer. */
    Answer change(Encoder encoder) throws PlatformException {
        encoder.write(request.bytes(), ++sequence);
        return exchange(onAnswer);
    }

    /**
     * Sends a request that asks for something, and waits for the answer.
     *
     * @param to told of what comes before the answer
     */
    Answer request(Encoder encoder, Consumer<RouteMessage> to) throws PlatformException {
        encoder.write(request.bytes(), ++sequence);
        return exchange(message -> {
            answered(message);
            to.accept(message);
        });
    }

    /** All links and then all addresses. */
    public List<RouteMessage> dump() throws PlatformException {
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            interrupted = false;
            List<RouteMessage> messages = new ArrayList<>();
            RouteWriter.dumpLinks(request.bytes(), ++sequence);
            dump(messages);
            RouteWriter.dumpAddresses(request.bytes(), ++sequence);
            dump(messages);
            if (!interrupted) {
                return messages;
            }
        }
        throw new PlatformException(
                "cannot list interfaces and addresses: they kept changing during " + DUMP_ATTEMPTS + " attempts");
    }

    @Override
    public void close() {
        socket.close();
    }

    private void dump(List<RouteMessage> messages) throws PlatformException {
        Answer result = exchange(message -> {
            answered(message);
            messages.add(message);
        });
        if (result.errno() != 0) {
            throw refused("list interfaces and addresses", result);
        }
    }

    /** Sends the request and reads until its answer is there. */
    private Answer exchange(Consumer<RouteMessage> to) throws PlatformException {
        answer = null;
        int error = socket.send(request);
        if (error != 0) {
            return new Answer(sequence, error, null);
        }
        while (true) {
            error = socket.receive(to);
            Answer result = answer;
            if (result != null) {
                return result;
            }
            if (error == Abi.EAGAIN) {
                if (Libc.poll(pollfd.pointer(), 1, ANSWER_MILLIS) == 0) {
                    throw new PlatformException("netlink has not answered within " + ANSWER_MILLIS + " ms");
                }
            } else if (error != 0 && error != Abi.EINTR) {
                return new Answer(sequence, error, null);
            }
        }
    }

    private void answered(RouteMessage message) {
        // An answer to an earlier request, given up by then, has another number.
        if (message instanceof Answer given && given.sequence() == sequence) {
            answer = given;
        } else if (message instanceof Interrupted) {
            interrupted = true;
        }
    }

    static PlatformException refused(String tried, Answer answer) {
        return Errno.refused(tried, answer.errno(), answer.reason(), CAPABILITY);
    }
}

package org.gemel.dataplane.nftables.internal.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.gemel.api.platform.Netlink;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;

/** Asks netfilter and hears its answers. For one thread at a time. */
public final class Channel implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int DUMP_ATTEMPTS = 10;

    private static final int ERROR = 2;
    private static final int DONE = 3;
    private static final int INTERRUPTED = 0x10;
    private static final int CAPPED = 0x100;
    private static final int MORE = 0x200;
    private static final int REASON = 1;

    private final Netlink netlink;
    private final Netlink.Socket socket;

    public Channel(Netlink netlink) throws PlatformException {
        this.netlink = netlink;
        this.socket = netlink.open(Netlink.NETFILTER);
    }

    /**
     * The kernel has refused something.
     *
     * @param sequence which message
     * @param errno why
     * @param text the same for a person
     */
    public record Refusal(int sequence, int errno, String text) {}

    /** Sends messages, of which the last asks for an answer; returns the refusals, empty if all went well. */
    public List<Refusal> send(Requests requests) throws PlatformException {
        int last = requests.sequence();
        forget();
        socket.send(requests.finish());
        List<Refusal> refusals = new ArrayList<>();
        // The kernel has done it all before send returns, so nothing is to be waited for.
        for (ByteBuffer in = socket.receive(Duration.ZERO); in != null; in = socket.receive(Duration.ZERO)) {
            read(in, message -> {
                Refusal refusal = refusal(message);
                if (refusal != null && message.sequence() <= last && refusal.errno() != 0) {
                    refusals.add(refusal);
                }
            });
        }
        return refusals;
    }

    /** Asks one thing and returns its answer; null if there is none. */
    public @Nullable Attributes ask(Requests request) throws PlatformException {
        List<Attributes> answers = new ArrayList<>(1);
        collect(request.finish(), false, message -> answers.add(new Attributes(copy(message.attributes.bytes()))));
        return answers.isEmpty() ? null : answers.get(0);
    }

    /**
     * Asks for a list.
     *
     * @param to told of each entry; what it is given is there only until it returns. Told from the beginning again where the
     *     list has changed meanwhile, after {@code again}
     */
    public void dump(Requests request, Runnable again, Consumer<Attributes> to) throws PlatformException {
        ByteBuffer asked = request.finish();
        for (int attempt = 0; attempt < DUMP_ATTEMPTS; attempt++) {
            again.run();
            if (collect(asked.duplicate(), true, message -> to.accept(message.attributes))) {
                return;
            }
        }
        throw new PlatformException(
                "cannot list what is in nftables: it kept changing during " + DUMP_ATTEMPTS + " attempts");
    }

    private boolean collect(ByteBuffer request, boolean list, Consumer<Message> to) throws PlatformException {
        forget();
        socket.send(request);
        State state = new State();
        while (!state.done) {
            ByteBuffer in = socket.receive(PATIENCE);
            if (in == null) {
                throw new PlatformException("the kernel has not answered within " + PATIENCE.toSeconds() + " s");
            }
            read(in, message -> {
                state.interrupted |= (message.flags & INTERRUPTED) != 0;
                Refusal refusal = refusal(message);
                if (refusal != null) {
                    state.done = true;
                    state.refusal = refusal.errno() == 0 ? null : refusal;
                } else if (message.type == DONE) {
                    state.done = true;
                } else {
                    to.accept(message);
                    state.done = !list;
                }
            });
        }
        if (state.refusal != null && state.refusal.errno() != NOT_THERE) {
            throw new PlatformException("cannot ask netfilter: " + state.refusal.text());
        }
        return !state.interrupted;
    }

    /** Lets go what is left of an answer that was given up. */
    private void forget() throws PlatformException {
        ByteBuffer left = socket.receive(Duration.ZERO);
        while (left != null) {
            left = socket.receive(Duration.ZERO);
        }
    }

    /** ENOENT, of which every system has the same. */
    public static final int NOT_THERE = 2;

    private static final class State {
        private boolean done;
        private boolean interrupted;
        private @Nullable Refusal refusal;
    }

    private record Message(int type, int flags, int sequence, ByteBuffer body, Attributes attributes) {}

    private static void read(ByteBuffer in, Consumer<Message> to) {
        int at = in.position();
        while (at + Requests.HEADER <= in.limit()) {
            int length = in.getInt(at);
            if (length < Requests.HEADER || length > in.limit() - at) {
                return;
            }
            ByteBuffer body =
                    in.slice(at + Requests.HEADER, length - Requests.HEADER).order(ByteOrder.nativeOrder());
            ByteBuffer attributes = body.duplicate().order(body.order());
            attributes.position(Math.min(Requests.GENERIC_HEADER, attributes.limit()));
            to.accept(new Message(
                    Short.toUnsignedInt(in.getShort(at + 4)),
                    Short.toUnsignedInt(in.getShort(at + 6)),
                    in.getInt(at + 8),
                    body,
                    new Attributes(attributes)));
            at += length + 3 & ~3;
        }
    }

    private @Nullable Refusal refusal(Message message) {
        ByteBuffer body = message.body;
        if (message.type != ERROR || body.remaining() < Integer.BYTES) {
            return null;
        }
        int errno = -body.getInt(0);
        if (errno == 0) {
            return new Refusal(message.sequence, 0, "");
        }
        int after = Integer.BYTES + Requests.HEADER;
        String reason = "";
        if ((message.flags & MORE) != 0 && (message.flags & CAPPED) != 0 && body.limit() > after) {
            reason = new Attributes(body.position(after)).text(REASON);
        }
        return new Refusal(
                message.sequence, errno, netlink.meaning(errno) + (reason.isEmpty() ? "" : " (" + reason + ")"));
    }

    private static ByteBuffer copy(ByteBuffer from) {
        ByteBuffer copy = ByteBuffer.allocate(from.remaining()).order(from.order());
        return copy.put(from.duplicate()).flip();
    }

    @Override
    public void close() {
        socket.close();
    }
}

package org.gemel.checker.ping.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Probe;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.platform.Conversations;
import org.gemel.api.platform.Conversations.Conversation;
import org.gemel.api.platform.Conversations.Kind;
import org.gemel.api.platform.Conversations.Peer;
import org.gemel.api.platform.Conversations.Replies;
import org.jspecify.annotations.Nullable;

/** Sends one echo request for each probe. */
final class PingCheck implements Checker {

    /** As much as ping sends: what answers that answers this. */
    private static final byte[] DATA = "gemel checks whether this real server is there, 56 byte.".getBytes(US_ASCII);

    private final Peer peer;
    private final String asked;
    private final Conversations conversations;
    private volatile @Nullable Asking asking;

    PingCheck(Connection connection, Conversations conversations) {
        this.conversations = conversations;
        peer = new Peer(
                Kind.ECHO,
                connection.to().getAddress(),
                0,
                connection.from(),
                0,
                connection.interfaceName(),
                connection.mark());
        asked = "ping " + AddressText.of(peer.address());
    }

    @Override
    public void ask(Probe probe) {
        close();
        Asking next = new Asking(probe);
        asking = next;
        next.begin();
    }

    @Override
    public void close() {
        Asking last = asking;
        if (last != null) {
            last.end();
        }
    }

    /** One request and what comes back. */
    private final class Asking implements Replies {

        private final Probe probe;
        private final long started = System.nanoTime();
        private volatile @Nullable Conversation conversation;
        private volatile boolean over;

        Asking(Probe probe) {
            this.probe = probe;
        }

        void begin() {
            probe.onAbandoned(this::end);
            Conversation opened = conversations.open(peer, this);
            conversation = opened;
            opened.send(ByteBuffer.wrap(DATA));
            if (over) {
                opened.close();
            }
        }

        @Override
        public void received(ByteBuffer payload) {
            probe.answer(Verdict.passed(asked, "reply", took()));
            end();
        }

        @Override
        public void failed(String reason) {
            probe.answer(Verdict.failed(asked, reason, took()));
            end();
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - started);
        }

        void end() {
            over = true;
            Conversation open = conversation;
            if (open != null) {
                open.close();
            }
        }
    }
}

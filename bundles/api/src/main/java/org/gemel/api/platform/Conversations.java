package org.gemel.api.platform;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Datagrams to one peer and back, each conversation by a socket of its own, which also hears what the network says about
 * reaching the peer. Safe for any thread; nothing blocks, and nothing of it happens on the event loop.
 */
@ProviderType
public interface Conversations {

    /** Of a platform that has none: every conversation fails with the first thing that is sent. */
    Conversations NONE = (peer, replies) -> new Conversation() {
        @Override
        public void send(ByteBuffer payload) {
            replies.failed("this platform cannot talk to single peers");
        }

        @Override
        public void close() {}
    };

    /**
     * Begins a conversation. That it could not begin is told like any other failure.
     *
     * @param replies told of what comes, on a thread of the platform's that must not be blocked; not from within this call
     */
    Conversation open(Peer peer, Replies replies);

    /**
     * With whom, and how.
     *
     * @param kind of datagrams
     * @param address of the peer
     * @param port of the peer, 1 to 65535; not for {@link Kind#ECHO}
     * @param from the own address, of the peer's family; null for the kernel's choice
     * @param fromPort the own port; 0 for the kernel's choice
     * @param interfaceName where they leave, whatever the routes say; null to let the routes decide
     * @param mark of the own packets; 0 for none
     */
    record Peer(
            Kind kind,
            InetAddress address,
            int port,
            @Nullable InetAddress from,
            int fromPort,
            @Nullable String interfaceName,
            int mark) {}

    /** Kinds of datagrams. */
    enum Kind {
        /** UDP. */
        UDP,
        /** ICMP or ICMPv6 echo: what is sent is the data of a request, what comes is that of a reply. */
        ECHO
    }

    /** Hears of a conversation. */
    @ConsumerType
    interface Replies {

        /**
         * The peer sent something.
         *
         * @param payload between position and limit; valid during the call only
         */
        void received(ByteBuffer payload);

        /**
         * The kernel refuses, or the network says that the peer is not to be reached; others may follow.
         *
         * @param reason a phrase for a person, such as {@code connection refused}
         */
        void failed(String reason);
    }

    /** A conversation. */
    @ProviderType
    interface Conversation extends AutoCloseable {

        /** Sends the bytes between position and limit, which may be used again at once. */
        void send(ByteBuffer payload);

        /** Ends it; once this returns nothing new is told, while something under way may still be. Closing twice is closing once. */
        @Override
        void close();
    }
}

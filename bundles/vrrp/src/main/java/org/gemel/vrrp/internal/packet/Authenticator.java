package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/**
 * Makes what one virtual router sends believable and examines what it hears, in one kind of authentication. Allocates
 * nothing per packet. Not safe for threads.
 */
public interface Authenticator {

    /**
     * The authenticator of a virtual router.
     *
     * @param sequences what was sent and heard before; kept over reloads while the kind of authentication stays
     * @param clock the wall clock
     */
    static Authenticator of(VrrpInstance instance, Sequences sequences, InstantSource clock) {
        return of(instance.authentication(), instance, sequences, clock);
    }

    private static Authenticator of(
            Authentication authentication, VrrpInstance instance, Sequences sequences, InstantSource clock) {
        if (authentication instanceof Authentication.Hmac hmac) {
            return new HmacAuthenticator(hmac, of(hmac.besides(), instance, sequences, clock), sequences, clock);
        }
        if (authentication instanceof Authentication.Ah ah) {
            return new AhAuthenticator(ah, instance.unicast(), sequences, clock);
        }
        return authentication instanceof Authentication.Pass pass
                ? new PasswordAuthenticator(PasswordAuthenticator.PASS, pass.password())
                : new PasswordAuthenticator(PasswordAuthenticator.NONE, new byte[8]);
    }

    /** The authentication type in a version 2 message. */
    int type();

    /** The eight bytes of authentication data behind a version 2 message. */
    byte[] data();

    /** The length of what stands between the IP header and the message. */
    default int headerLength() {
        return 0;
    }

    /** The length of what stands behind the message where it is signed, whether it is or not. */
    default int trailerLength() {
        return 0;
    }

    /** Whether what is sent has that trailer. */
    default boolean sendsTrailer() {
        return false;
    }

    /** Gets ready for an advertisement, to however many peers it goes; nothing to do where all are the same. */
    default void prepare() {}

    /**
     * Completes a packet that is ready but for this.
     *
     * @param packet the packet from its IP header on, at position 0, checksum included
     * @param messageAt where the VRRP message begins
     * @param messageLength its length, without a trailer
     */
    void complete(ByteBuffer packet, int messageAt, int messageLength);

    /**
     * Examines a packet whose length and checksum are right, and remembers it if it is genuine.
     *
     * @param dataAt where the authentication data of a version 2 message is, counted from the message's begin
     * @return why it is not taken, or null
     */
    @Nullable
    Discard examine(Advertisement packet, int dataAt);
}

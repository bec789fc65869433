package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A password in clear text, or none (RFC 2338 5.3.6.1 and 5.3.6.2). */
final class PasswordAuthenticator implements Authenticator {

    static final int NONE = 0;
    static final int PASS = 1;

    private final int type;
    private final byte[] password;

    PasswordAuthenticator(int type, byte[] password) {
        this.type = type;
        this.password = password;
    }

    @Override
    public int type() {
        return type;
    }

    @Override
    public byte[] data() {
        return password;
    }

    @Override
    public void complete(ByteBuffer packet, int messageAt, int messageLength) {
        // The message has the password already, for its checksum covers it.
    }

    @Override
    public @Nullable Discard examine(Advertisement packet, int dataAt) {
        if (packet.hasAuthenticationHeader()) {
            return Discard.AUTH_TYPE_MISMATCH;
        }
        if (packet.version() != 2) {
            return null;
        }
        if (packet.authType() > AhAuthenticator.AH) {
            return Discard.INVALID_AUTH_TYPE;
        }
        if (packet.authType() != type) {
            return Discard.AUTH_TYPE_MISMATCH;
        }
        return type == NONE || samePassword(packet, dataAt) ? null : Discard.AUTH_FAILURE;
    }

    private boolean samePassword(Advertisement packet, int dataAt) {
        int difference = 0;
        for (int i = 0; i < password.length; i++) {
            difference |= password[i] ^ packet.byteAt(dataAt + i);
        }
        return difference == 0;
    }
}

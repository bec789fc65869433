package org.gemel.vrrp.internal.packet;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hash with a key over parts of packets, made again and again with the same memory. */
final class KeyedHash {

    private final Mac mac;
    private final byte[] part = new byte[64];
    private final byte[] hash;
    private final byte[] claimed;

    /**
     * @param algorithm one that every Java platform has
     * @param key not empty
     * @param length as many bytes of the hash are used
     */
    KeyedHash(String algorithm, byte[] key, int length) {
        try {
            mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform cannot compute " + algorithm, e);
        }
        hash = new byte[mac.getMacLength()];
        claimed = new byte[length];
    }

    KeyedHash add(ByteBuffer packet, int from, int length) {
        for (int done = 0; done < length; done += part.length) {
            int size = Math.min(part.length, length - done);
            packet.get(from + done, part, 0, size);
            mac.update(part, 0, size);
        }
        return this;
    }

    KeyedHash add(int oneByte) {
        mac.update((byte) oneByte);
        return this;
    }

    KeyedHash addZeros(int count) {
        for (int i = 0; i < count; i++) {
            mac.update((byte) 0);
        }
        return this;
    }

    /** Ends the hash and writes its first bytes into a packet. */
    void put(ByteBuffer packet, int at) {
        end();
        packet.put(at, hash, 0, claimed.length);
    }

    /** Ends the hash and compares its first bytes with those in a packet, in a time that tells nothing. */
    boolean isAt(ByteBuffer packet, int at) {
        end();
        packet.get(at, claimed);
        int difference = 0;
        for (int i = 0; i < claimed.length; i++) {
            difference |= hash[i] ^ claimed[i];
        }
        return difference == 0;
    }

    private void end() {
        try {
            mac.doFinal(hash, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the hash does not fit into its own length", e);
        }
    }
}

package org.gemel.api.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The addresses that begin with the same bits.
 *
 * @param address any of them
 * @param prefixLength how many bits, 0 to 32 or 128
 */
public record Subnet(InetAddress address, int prefixLength) {

    /** @throws IllegalArgumentException if the address has fewer bits */
    public Subnet {
        if (prefixLength < 0 || prefixLength > Family.of(address).addressLength() * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix of " + prefixLength + " bits of " + AddressText.of(address));
        }
    }

    /** All addresses of a family. */
    public static Subnet all(Family family) {
        try {
            return new Subnet(InetAddress.getByAddress(new byte[family.addressLength()]), 0);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The family. */
    public Family family() {
        return Family.of(address);
    }

    /** Whether these are all addresses of the family. */
    public boolean isAll() {
        return prefixLength == 0;
    }

    /** Whether these are not several. */
    public boolean isHost() {
        return prefixLength == family().addressLength() * Byte.SIZE;
    }

    /** Whether an address is one of them. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit += Byte.SIZE) {
            int left = prefixLength - bit;
            int mask = left >= Byte.SIZE ? 0xff : 0xff << (Byte.SIZE - left);
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    /** {@code address/length}, or the address alone where that is all. */
    @Override
    public String toString() {
        return AddressText.of(address) + (isHost() ? "" : "/" + prefixLength);
    }
}

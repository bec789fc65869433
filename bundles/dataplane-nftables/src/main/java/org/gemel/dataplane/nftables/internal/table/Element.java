package org.gemel.dataplane.nftables.internal.table;

import java.nio.ByteBuffer;

/**
 * What identifies an element.
 *
 * @param set in which
 * @param key its octets; not to be changed
 */
public record Element(String set, ByteBuffer key) {

    /** With octets that the caller does not use any more. */
    public Element(String set, byte[] key) {
        this(set, ByteBuffer.wrap(key));
    }

    byte[] octets() {
        return key.array();
    }
}

package org.gemel.bfd.internal.packet;

/** Why a packet is not taken (RFC 5880 6.8.6, RFC 5881 5). */
public enum Discard {
    TTL("it has come over more routers than max_hops allows (RFC 5881 5)"),
    VERSION("it is not BFD version 1"),
    LENGTH("its length is wrong"),
    MULTIPLIER("its detection multiplier is 0"),
    MULTIPOINT("it is for several receivers"),
    MY_DISCRIMINATOR("its own discriminator is 0"),
    YOUR_DISCRIMINATOR("it is for a session that is not there"),
    STATE("it names no session and is not Down"),
    AUTHENTICATION("it is authenticated, and authentication is not supported"),
    NEIGHBOUR("it is from nobody who is a neighbour");

    private final String text;

    Discard(String text) {
        this.text = text;
    }

    /** Begins with "it". */
    @Override
    public String toString() {
        return text;
    }
}

package org.gemel.bfd.internal.packet;

/** The state of a session (RFC 5880 4.1), in the order of the wire. */
public enum State {
    ADMIN_DOWN("AdminDown"),
    DOWN("Down"),
    INIT("Init"),
    UP("Up");

    private static final State[] VALUES = values();

    private final String text;

    State(String text) {
        this.text = text;
    }

    /** @param code two bits */
    static State of(int code) {
        return VALUES[code];
    }

    /** The standard's word. */
    @Override
    public String toString() {
        return text;
    }
}

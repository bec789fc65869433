package org.gemel.bfd.internal.session;

import org.gemel.bfd.internal.packet.ControlPacket;

/** What a session asks for. Deadlines are in the time that it is told; a later one replaces an earlier one. */
public interface Actions {

    /** Send a packet now; its object is used again. */
    void send(ControlPacket packet);

    /** Call {@link Session#transmitDue} at a time. */
    void transmitAt(long deadline);

    /** Do not call {@link Session#transmitDue} until told again. */
    void transmitNever();

    /** Call {@link Session#detectionDue} at a time. */
    void detectAt(long deadline);

    /** The state has become another. */
    void changed();
}

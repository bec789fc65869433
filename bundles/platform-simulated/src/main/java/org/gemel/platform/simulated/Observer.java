package org.gemel.platform.simulated;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Sees everything that happens in a world, as it happens. What it calls must not change the world. */
@ConsumerType
public interface Observer {

    /** The kernel took a packet or a frame. */
    default void sent(Nic from, ByteBuffer bytes, boolean frame) {}

    /** A packet was handed to a process. */
    default void received(Nic at, ByteBuffer packet) {}

    /** A packet did not reach a station that it was meant for. */
    default void lost(Station from, Station to, ByteBuffer packet) {}

    /** An address appeared on an interface. */
    default void addressAdded(Nic nic, InetAddress address) {}

    /** An address disappeared from an interface. */
    default void addressRemoved(Nic nic, InetAddress address, Removal why) {}

    /** A cable was pulled or plugged in. */
    default void plugged(Station station, boolean in) {}

    /** A process started, was paused, was resumed or was killed. */
    default void process(Node node, Happening what) {}

    /** Why an address disappeared. */
    enum Removal {
        /** The process released it. */
        RELEASED,
        /** Its lease ended. */
        EXPIRED,
        /** Somebody removed it. */
        BY_HAND,
        /** Its interface was removed. */
        INTERFACE_REMOVED
    }

    /** What can happen to a process. */
    enum Happening {
        STARTED,
        PAUSED,
        RESUMED,
        KILLED
    }
}

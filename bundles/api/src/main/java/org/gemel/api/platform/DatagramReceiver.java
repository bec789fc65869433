package org.gemel.api.platform;

import org.osgi.annotation.versioning.ConsumerType;

/** Takes datagrams from {@link Datagrams#listen}. */
@ConsumerType
@FunctionalInterface
public interface DatagramReceiver {

    /**
     * A datagram arrived. Called on the loop thread.
     *
     * @param datagram valid during the call only
     */
    void received(Datagram datagram);
}

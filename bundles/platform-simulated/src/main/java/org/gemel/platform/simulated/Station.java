package org.gemel.platform.simulated;

import org.gemel.api.platform.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/** Something that is plugged into a {@link Lan} with a cable. */
@ProviderType
public interface Station {

    /** A name for people. */
    String name();

    /** Its hardware address, unique on its LAN. */
    MacAddress mac();

    /** Where it is plugged in. */
    Lan lan();

    /** Whether the cable is in. */
    boolean plugged();

    /** Pulls the cable: nothing is sent or received, and the station sees that it has no carrier. */
    void unplug();

    /** Plugs the cable in again. */
    void plug();
}

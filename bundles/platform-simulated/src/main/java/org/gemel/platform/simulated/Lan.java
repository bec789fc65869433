package org.gemel.platform.simulated;

import java.util.Collection;
import java.util.List;
import org.gemel.api.platform.MacAddress;
import org.osgi.annotation.versioning.ProviderType;

/** A switch. Stations are plugged in with {@link Node#connect} and {@link #newClient}, at most 64 of them. */
@ProviderType
public interface Lan {

    /** Its name. */
    String name();

    /** What it does to packets that are sent from now on. */
    void conditions(Conditions conditions);

    /** What it does to packets now. */
    Conditions conditions();

    /** Drops what one station sends to another from now on; the other direction is not affected. */
    void cut(Station from, Station to);

    /** Ends a {@link #cut}; a partition stays. */
    void mend(Station from, Station to);

    /**
     * Splits the LAN: stations of different sides do not hear each other, replacing an earlier partition. One that is in no
     * side hears, and is heard by, all. Cuts stay.
     */
    void partition(List<? extends Collection<? extends Station>> sides);

    /** Ends all cuts and the partition. Cables that are pulled, and the conditions, stay as they are. */
    void heal();

    /** Whether both stations have their cables plugged and nothing cuts the way from one to the other; loss aside. */
    boolean carries(Station from, Station to);

    /** Makes a host that asks for addresses. */
    Client newClient(String name, MacAddress mac);
}

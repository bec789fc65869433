package org.gemel.platform.simulated;

import java.net.InetAddress;
import org.gemel.api.platform.Link;
import org.osgi.annotation.versioning.ProviderType;

/** A network interface of a {@link Node}; what its processes see as a {@link Link}. */
@ProviderType
public interface Nic extends Station {

    /** Whose it is. */
    Node node();

    /** What the node's processes see now. */
    Link link();

    /** Whether the address is on the interface now. */
    boolean holds(InetAddress address);

    /** Adds an address by hand, for ever. */
    void addAddress(InetAddress address, int prefixLength);

    /** Removes an address by hand, whoever put it there; one that is not there is no error. */
    void removeAddress(InetAddress address);
}

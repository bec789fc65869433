package org.gemel.api.appliance;

import java.util.List;
import org.gemel.api.balancer.VirtualServerStatus;
import org.osgi.annotation.versioning.ProviderType;

/** The virtual servers of the appliance. Safe for any thread; calls block until done, for seconds at most. */
@ProviderType
public interface Balance {

    /** A snapshot, in the order of the configuration; empty if there are none. */
    List<VirtualServerStatus> status();

    /**
     * Takes a real server out of service; see {@link org.gemel.api.balancer.Balancer#drain}.
     *
     * @return how many connections it still has, -1 if nobody knows
     * @throws IllegalArgumentException if there is no such server; the message is for a person
     */
    long drain(String virtualServer, String realServer);

    /**
     * Ends {@link #drain}.
     *
     * @return whether it was drained
     * @throws IllegalArgumentException if there is no such server; the message is for a person
     */
    boolean undrain(String virtualServer, String realServer);
}

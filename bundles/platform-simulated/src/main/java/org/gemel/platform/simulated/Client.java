package org.gemel.platform.simulated;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.gemel.api.platform.MacAddress;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * An ordinary host. It keeps a neighbour table: gratuitous ARP and unsolicited neighbour advertisements move an address to
 * another station at once; an entry that has not been confirmed by an answer for 8 s is asked for anew, and whoever holds
 * the address answers.
 */
@ProviderType
public interface Client extends Station {

    /** Probes an address from now on, the first time at once. */
    void probe(InetAddress address, Duration every);

    /** Probes no more. */
    void stop();

    /** All probes so far, in order. */
    List<Probe> probes();

    /** The hardware address that it believes an address to be behind, or null if it does not know. */
    @Nullable
    MacAddress neighbour(InetAddress address);

    /** How many of them went unanswered. */
    int lost();

    /**
     * A question and what became of it.
     *
     * @param at when it was asked, in the world's time
     * @param answeredBy who answered, or null if nobody did
     */
    record Probe(long at, @Nullable Node answeredBy) {}
}

package org.gemel.api.balancer;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Balancing;
import org.osgi.annotation.versioning.ProviderType;

/** Runs virtual servers on one platform. Safe for any thread; futures complete on the balancer's loop. */
@ProviderType
public interface Balancer {

    /**
     * Runs exactly the virtual servers of a configuration. What is equal is not touched; checks that are equal keep their
     * verdicts and go on (behaviour 107). What the kernel refuses is no failure: it is told as an event and tried again.
     */
    CompletableFuture<Void> apply(Balancing configuration);

    /** A snapshot, in the order of the configuration; with what the kernel has counted. */
    CompletableFuture<List<VirtualServerStatus>> status();

    /**
     * Takes a real server out of service: no new connections from now on, whatever its checks say, until {@link #undrain} or
     * until the configuration loses it.
     *
     * @param virtualServer its name
     * @param realServer its name
     * @return how many connections it still has, -1 if nobody knows; fails with {@link IllegalArgumentException} if there is no
     *     such server, with a message for a person
     */
    CompletableFuture<Long> drain(String virtualServer, String realServer);

    /** Ends {@link #drain}; returns whether it was drained; fails likewise. */
    CompletableFuture<Boolean> undrain(String virtualServer, String realServer);

    /** Ends: own virtual servers are removed from the kernel as the configuration says. */
    CompletableFuture<Void> stop();

    /**
     * Ends without a word, so that another balancer goes on: the kernel keeps everything.
     *
     * @return for {@link BalancerFactory#create}; empty if there is nothing to know
     */
    CompletableFuture<String> suspend();
}

package org.gemel.api.engine;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Configuration;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Runs virtual routers on one platform. Safe for any thread; futures complete on the event loop. */
@ProviderType
public interface VrrpEngine {

    /**
     * Runs exactly the instances of a configuration. One that is new is started, one that is gone is stopped, one that
     * changed is adapted without losing its state where that is possible, and one that is equal is not touched.
     *
     * <p>All or nothing: if anything fails on the way, the former configuration runs as before, and the future fails, with a
     * {@link RefusedException} where it failed at one virtual router. What the kernel refuses is no failure: it is told as an
     * event and tried again.
     */
    CompletableFuture<Void> apply(Configuration configuration);

    /** A snapshot. */
    CompletableFuture<EngineStatus> status();

    /**
     * Gives the addresses of virtual routers to the others while serving them: until another advertises. Those that share a
     * sync group go together. Where nobody preempts, the master resigns with priority 0, still serving; where nobody takes
     * over then, it stays master. Who has handed over preempts nobody until {@link #takeBack}, a changed configuration, or
     * until no master is heard.
     *
     * @param names of virtual routers or sync groups; those that there are not are left out
     * @return one for each that there is, and for each that goes with it; after a takeover's time, twice where nobody preempts
     */
    CompletableFuture<List<HandoverResult>> handOver(Set<String> names);

    /**
     * Lets virtual routers that have handed over stand for election again.
     *
     * @param names of virtual routers or sync groups; those that there are not are left out
     * @return the names of those that had, and of those in a sync group with them
     */
    CompletableFuture<List<String>> takeBack(Set<String> names);

    /**
     * Keeps all virtual routers in FAULT from now on, or ends that; holds also for those that come with a later configuration.
     * Who does not want the addresses to be without an owner for a while asks for {@link #handOver} first.
     *
     * @param reason why, for a person; null to let them run
     */
    CompletableFuture<Void> exclude(@Nullable String reason);

    /**
     * Ends every virtual router as {@link #stop} does, but masters resign first and serve until their successor advertises,
     * for at most so long. Nothing starts any more; {@link #stop} is still to be called, and may be at any time.
     */
    CompletableFuture<Void> retire(Duration limit);

    /** Stops every instance at once: masters say so with priority 0 and give up their addresses. */
    CompletableFuture<Void> stop();

    /**
     * Ends without a word, so that another engine can go on in its place: masters advertise once more, so that the others wait
     * for as long as they may, and extend their leases; addresses, routes, rules, virtual links and packet rules stay. What
     * has a lease goes when nobody goes on in time.
     *
     * @return what the other engine has to know, for {@link VrrpEngineFactory#create(org.gemel.api.platform.Platform,
     *     java.util.function.Consumer, String)}; empty if nobody can go on, and all has ended as by {@link #stop}
     */
    default CompletableFuture<String> suspend() {
        return stop().thenApply(ended -> "");
    }
}

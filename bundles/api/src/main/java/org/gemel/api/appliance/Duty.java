package org.gemel.api.appliance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.engine.HandoverResult;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** Whether this router serves, or leaves that to the others. Safe for any thread; calls block until done. */
@ProviderType
public interface Duty {

    /**
     * Gives addresses to other routers while serving them, and preempts nobody afterwards; see
     * {@link org.gemel.api.engine.VrrpEngine#handOver}.
     *
     * @param names of virtual routers or sync groups; empty for all
     * @return one for each virtual router that is concerned
     */
    List<HandoverResult> handOver(Set<String> names);

    /**
     * Lets those that have handed over stand for election again.
     *
     * @param names of virtual routers or sync groups; empty for all
     * @return the names of the virtual routers that had handed over
     */
    List<String> takeBack(Set<String> names);

    /** The maintenance that goes on, or null. */
    @Nullable
    Maintenance maintenance();

    /**
     * Hands everything over, and stays out of the election from then on, across restarts. In a maintenance already, changes
     * how long it takes.
     *
     * @param by who wants that, for a person
     * @param time how long; null until it is ended
     * @param force whether addresses may be given up that nobody takes
     * @throws java.io.UncheckedIOException if it cannot be written down; then nothing has changed
     */
    Begun beginMaintenance(String by, @Nullable Duration time, boolean force);

    /**
     * Ends the maintenance.
     *
     * @param by who wants that, for a person
     * @return whether there was one
     */
    boolean endMaintenance(String by);

    /**
     * What became of the wish for a maintenance.
     *
     * @param maintenance which goes on; null if it was not begun because somebody still has to serve here
     * @param handovers what became of the addresses
     */
    record Begun(@Nullable Maintenance maintenance, List<HandoverResult> handovers) {

        public Begun {
            handovers = List.copyOf(handovers);
        }
    }
}

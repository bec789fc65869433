package org.gemel.api.config;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the process runs, whatever it serves.
 *
 * @param instance its name among several appliances on one host; empty for none
 * @param networkNamespace the network namespace to be in, by the name that {@code ip netns} has for it; null for the one
 *     that the process was started in
 * @param name what the kernel shall call the process, as {@code ps} shows it; null to leave it
 * @param umask which permissions files that it makes shall not have, as {@code umask(2)} takes them; null to leave it
 * @param scheduling when it runs
 * @param startup run once before anything is served; null for nothing
 * @param shutdown run once after everything was given up; null for nothing
 */
public record ProcessSettings(
        String instance,
        @Nullable String networkNamespace,
        @Nullable String name,
        @Nullable Integer umask,
        Scheduling scheduling,
        @Nullable Hook startup,
        @Nullable Hook shutdown) {

    /** As it was started, with the platform's own choice of priorities. */
    public static final ProcessSettings DEFAULT =
            new ProcessSettings("", null, null, null, Scheduling.DEFAULT, null, null);

    /**
     * When the process runs.
     *
     * @param realTimePriority of the event loop, 1 (least) to 99; null for the platform's choice
     * @param nice of everything that is not real-time, -20 (most favoured) to 19; null for the platform's choice
     * @param locked whether its memory is never paged out
     * @param processors on which of the processors, counted from 0; empty for all
     * @param computingLimit how long the event loop may compute without a pause before it loses real-time priority until it
     *     pauses; null for as long as it likes
     */
    public record Scheduling(
            @Nullable Integer realTimePriority,
            @Nullable Integer nice,
            boolean locked,
            List<Integer> processors,
            @Nullable Duration computingLimit) {

        /** The platform's choice. */
        public static final Scheduling DEFAULT = new Scheduling(null, null, false, List.of(), null);

        public Scheduling {
            processors = List.copyOf(processors);
        }
    }

    /**
     * A program that is run once.
     *
     * @param command program and arguments
     * @param user who runs it; null for the user of this process
     * @param group with what group; null for the user's own
     * @param policy how it is run
     * @param timeout how long it may take before it is ended
     */
    public record Hook(
            List<String> command,
            @Nullable String user,
            @Nullable String group,
            ScriptPolicy policy,
            Duration timeout) {

        public Hook {
            command = List.copyOf(command);
        }
    }
}

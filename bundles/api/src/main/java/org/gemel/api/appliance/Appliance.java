package org.gemel.api.appliance;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.NotificationStatus;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The running appliance. A service; safe for any thread; calls block until done, for seconds at most. */
@ProviderType
public interface Appliance {

    /** The configuration file in force. */
    Path configurationFile();

    /** The configuration in force. */
    Configuration configuration();

    /** When the appliance started. */
    Instant startedAt();

    /** A snapshot of all virtual routers. */
    EngineStatus status();

    /** Who was told what, and what is still to be told. */
    NotificationStatus notifications();

    /**
     * Reads the configuration file again and applies what changed; a file with an error changes nothing. Refused while a
     * confirmation is awaited, for it would make permanent what nobody has confirmed.
     */
    ReloadResult reload();

    /** Reads the configuration file again and says what {@link #reload()} would do; changes nothing. */
    ReloadPlan plan();

    /**
     * As {@link #reload()}, and takes it back by itself unless {@link #confirm} is called in time. What ran before is kept in
     * memory; the file is not read for that. Where a confirmation is awaited already, the time begins anew, and what is
     * taken back in the end is all that was not confirmed. Where nothing changes, nothing is awaited.
     *
     * @param confirmWithin how long to wait, positive
     */
    ReloadResult reload(Duration confirmWithin);

    /** Keeps what {@link #reload(Duration)} has applied; returns whether a confirmation was awaited. */
    boolean confirm();

    /** Until when a confirmation is awaited, by the wall clock; null while none is. */
    @Nullable
    Instant confirmationDue();

    /** The virtual servers; the same object always. */
    Balance balance();

    /** Whether this router serves, or leaves that to the others; the same object always. */
    Duty duty();

    /**
     * Begins a graceful stop and returns at once: masters serve until their successors advertise, for some seconds at most.
     * Asked for a second time, it is as {@link #stopNow}.
     */
    void stop();

    /** Begins a stop that waits for nobody, or ends the waiting of one that was begun; returns at once. */
    void stopNow();

    /**
     * What a reload did.
     *
     * @param applied whether the new configuration is in force
     * @param changes the differences; empty if there was none
     * @param diagnostics what was said about the file
     */
    record ReloadResult(boolean applied, List<Change> changes, List<Diagnostic> diagnostics) {

        public ReloadResult {
            changes = List.copyOf(changes);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * What a reload would do.
     *
     * @param usable whether it would do anything; if not, the diagnostics say why
     * @param changes the differences; empty if there is none
     * @param diagnostics what is said about the file
     */
    record ReloadPlan(boolean usable, List<Change> changes, List<Diagnostic> diagnostics) {

        public ReloadPlan {
            changes = List.copyOf(changes);
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * A difference between the configuration in force and another.
     *
     * @param what it is, a line for a person; never contains a secret
     * @param cost what it costs to apply it
     */
    record Change(String what, Cost cost) {

        /** The line. */
        @Override
        public String toString() {
            return what;
        }
    }

    /** What it costs to apply a difference. */
    enum Cost {
        /** Nobody notices. */
        NOTHING,
        /** Nobody notices, if the other routers have the same; those that have not may not believe this one any more. */
        PEERS,
        /** Priorities or peers are compared anew, and the addresses may move to another router. */
        ELECTION,
        /** The addresses of a virtual router leave this router. */
        LEAVES,
        /** A virtual router ends and begins again, as a backup. */
        RESTART,
        /** It has no effect until the appliance is started again; until then all goes on as before. */
        NEXT_START
    }
}

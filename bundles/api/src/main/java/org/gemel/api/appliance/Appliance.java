package org.gemel.api.appliance;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.NotificationStatus;
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

    /** Reads the configuration file again and applies what changed; a file with an error changes nothing. */
    ReloadResult reload();

    /** Begins a graceful stop and returns at once. */
    void stop();

    /**
     * What a reload did.
     *
     * @param applied whether the new configuration is in force
     * @param changes a line for each difference, for a person; empty if there was none
     * @param diagnostics what was said about the file
     */
    record ReloadResult(boolean applied, List<String> changes, List<Diagnostic> diagnostics) {

        public ReloadResult {
            changes = List.copyOf(changes);
            diagnostics = List.copyOf(diagnostics);
        }
    }
}

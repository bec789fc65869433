package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.status.EngineStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appliance while it runs. */
final class RunningAppliance implements Appliance {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Path file;
    private final ReadOptions options;
    private final Slot<ConfigurationReader> readers;
    private final EngineKeeper engines;
    private final Instant startedAt;
    private final Runnable stop;
    private volatile Configuration current;

    RunningAppliance(
            Path file,
            ReadOptions options,
            Configuration current,
            Slot<ConfigurationReader> readers,
            EngineKeeper engines,
            Clock clock,
            Runnable stop) {
        this.file = file;
        this.options = options;
        this.current = current;
        this.readers = readers;
        this.engines = engines;
        this.startedAt = clock.instant();
        this.stop = stop;
    }

    @Override
    public Path configurationFile() {
        return file;
    }

    @Override
    public Configuration configuration() {
        return current;
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public EngineStatus status() {
        return engines.status();
    }

    @Override
    public synchronized ReloadResult reload() {
        ConfigurationReader reader = readers.now();
        if (reader == null) {
            return refused(List.of(problem(
                    "no-configuration-reader",
                    "there is no configuration reader",
                    "install or start the bundle org.gemel.config")));
        }
        ConfigurationReader.Result read = reader.read(file, options);
        if (!read.usable()) {
            return refused(read.diagnostics());
        }
        Configuration next = read.configuration();
        try {
            // Also an equal one: whatever a failure has left undone is done now.
            engines.run(next);
        } catch (EngineKeeper.EngineException failed) {
            LOG.debug("reload", failed);
            List<Diagnostic> diagnostics = new ArrayList<>(read.diagnostics());
            diagnostics.add(problem("engine-refused", failed.getMessage(), "the former configuration is kept"));
            return refused(diagnostics);
        }
        List<String> changes = ConfigurationChanges.between(current, next);
        current = next;
        LOG.info("reloaded {}: {}", file, changes.isEmpty() ? "nothing changed" : String.join("; ", changes));
        return new ReloadResult(true, changes, read.diagnostics());
    }

    @Override
    public void stop() {
        stop.run();
    }

    private ReloadResult refused(List<Diagnostic> diagnostics) {
        diagnostics.forEach(diagnostic -> LOG.warn("{}", diagnostic));
        LOG.warn("reload refused, nothing changed: {}", Run.errors(file, diagnostics));
        return new ReloadResult(false, List.of(), diagnostics);
    }

    private Diagnostic problem(String code, String message, String advice) {
        return new Diagnostic(new Position(file.toString(), 1, 1), Diagnostic.Severity.ERROR, code, message, advice);
    }
}

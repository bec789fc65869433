package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Position;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.NotificationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appliance while it runs. */
final class RunningAppliance implements Appliance {

    private static final String NEEDS_RESTART = "needs-restart";
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Path file;
    private final ReadOptions options;
    private final Slot<ConfigurationReader> readers;
    private final EngineKeeper engines;
    private final Supplier<NotificationStatus> notifications;
    private final Instant startedAt;
    private final Runnable stop;
    private volatile Configuration current;

    RunningAppliance(
            Path file,
            ReadOptions options,
            Configuration current,
            Slot<ConfigurationReader> readers,
            EngineKeeper engines,
            Supplier<NotificationStatus> notifications,
            Clock clock,
            Runnable stop) {
        this.file = file;
        this.options = options;
        this.current = current;
        this.readers = readers;
        this.engines = engines;
        this.notifications = notifications;
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
    public NotificationStatus notifications() {
        return notifications.get();
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
        Configuration next = keepFixed(read.configuration());
        List<Diagnostic> said = new ArrayList<>(read.diagnostics());
        said.addAll(needsRestart(current.process(), read.configuration().process()));
        try {
            // Also an equal one: whatever a failure has left undone is done now.
            engines.run(next);
        } catch (EngineKeeper.EngineException failed) {
            LOG.debug("reload", failed);
            List<Diagnostic> diagnostics = new ArrayList<>(said);
            diagnostics.add(problem("engine-refused", failed.getMessage(), "the former configuration is kept"));
            return refused(diagnostics);
        }
        List<String> changes = ConfigurationChanges.between(current, next);
        current = next;
        LOG.info("reloaded {}: {}", file, changes.isEmpty() ? "nothing changed" : String.join("; ", changes));
        said.stream()
                .filter(diagnostic -> diagnostic.code().equals(NEEDS_RESTART))
                .forEach(diagnostic -> LOG.warn("{}", diagnostic));
        return new ReloadResult(true, changes, said);
    }

    /** What is decided once and for all when the process starts (behaviour 106). */
    private Configuration keepFixed(Configuration next) {
        ProcessSettings now = current.process();
        ProcessSettings wanted = next.process();
        return next.toBuilder()
                .process(new ProcessSettings(
                        now.instance(),
                        now.networkNamespace(),
                        wanted.name(),
                        wanted.umask(),
                        wanted.scheduling(),
                        wanted.startup(),
                        wanted.shutdown()))
                .build();
    }

    private List<Diagnostic> needsRestart(ProcessSettings now, ProcessSettings wanted) {
        List<Diagnostic> diagnostics = new ArrayList<>();
        if (!Objects.equals(now.networkNamespace(), wanted.networkNamespace())) {
            diagnostics.add(needsRestart("net_namespace", now.networkNamespace()));
        }
        if (!now.instance().equals(wanted.instance())) {
            diagnostics.add(needsRestart("instance", now.instance()));
        }
        return diagnostics;
    }

    private Diagnostic needsRestart(String keyword, @Nullable String now) {
        return new Diagnostic(
                new Position(file.toString(), 1, 1),
                Diagnostic.Severity.WARNING,
                NEEDS_RESTART,
                keyword + " cannot be changed while the appliance runs and stays "
                        + (now == null || now.isEmpty() ? "as if it were not there" : now),
                "stop the appliance and start it again");
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

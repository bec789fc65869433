package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.ReloadResult;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.engine.RefusedException;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows what runs and which files it is from, and runs what they say now. It may be looked at by any thread; whoever changes
 * something sees to it that nobody else does.
 */
final class Reloader {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Path file;
    private final ReadOptions options;
    private final Slot<ConfigurationReader> readers;
    private final Objections objections;
    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Runnable othersKnown;
    private volatile InForce inForce;
    private volatile Sources sources;

    /**
     * @param sources the files that the configuration was read from
     * @param inForce what runs
     * @param objections what may be said against a file that can be read
     * @param othersKnown told when it may be other files of other programs that decide what the configuration means
     */
    Reloader(
            Sources sources,
            ReadOptions options,
            InForce inForce,
            Slot<ConfigurationReader> readers,
            Objections objections,
            EngineKeeper engines,
            BalancerKeeper balancers,
            Runnable othersKnown) {
        this.file = sources.file();
        this.sources = sources;
        this.options = options;
        this.inForce = inForce;
        this.readers = readers;
        this.objections = objections;
        this.engines = engines;
        this.balancers = balancers;
        this.othersKnown = othersKnown;
    }

    /** What runs. */
    InForce inForce() {
        return inForce;
    }

    /** The files that it is from, and other programs' as they were looked at last. */
    Sources sources() {
        return sources;
    }

    /** Other programs' files have been looked at; what runs stays what it is. */
    void know(Sources now) {
        sources = new Sources(file, sources.own(), now.others());
    }

    /** What the file says now. */
    Proposal propose() {
        return Proposal.of(sources, options, readers.now(), objections, inForce.configuration());
    }

    /** Runs what a file says, all of it or nothing; what is wrong is said. */
    ReloadResult apply(Proposal proposal) {
        // Known from now on, so that nobody reads it again and again; but only what is applied is the file that runs.
        know(proposal.sources());
        othersKnown.run();
        InForce next = proposal.next();
        if (next == null) {
            return refused(proposal.diagnostics());
        }
        try {
            // Also an equal one: whatever a failure has left undone is done now.
            engines.run(next.configuration());
            balancers.run(next.configuration().balancing());
        } catch (EngineException failed) {
            LOG.debug("reload", failed);
            return refused(proposal.with(
                    place(proposal.places(), failed.getCause()),
                    "engine-refused",
                    failed.getMessage(),
                    "the former configuration is kept"));
        }
        List<Change> changes = ConfigurationChanges.between(inForce.configuration(), next.configuration());
        inForce = next;
        sources = proposal.sources();
        LOG.info("reloaded {}: {}", file, changes.isEmpty() ? "nothing changed" : text(changes));
        proposal.diagnostics().stream()
                .filter(diagnostic -> diagnostic.code().equals(Proposal.NEEDS_RESTART))
                .forEach(diagnostic -> LOG.warn("{}", diagnostic));
        return new ReloadResult(true, changes, proposal.diagnostics());
    }

    private static Position place(Places places, @Nullable Throwable cause) {
        if (cause instanceof RefusedException at) {
            return places.ofInstance(at.instance());
        }
        // What a platform refuses as a whole is how the process is to run.
        return cause instanceof PlatformException ? places.of("global_defs") : places.start();
    }

    private static String text(List<Change> changes) {
        return changes.stream().map(Change::what).collect(Collectors.joining("; "));
    }

    /** Says why nothing changes. */
    ReloadResult refused(List<Diagnostic> diagnostics) {
        diagnostics.forEach(diagnostic -> LOG.warn("{}", diagnostic));
        LOG.warn("reload refused, nothing changed: {}", Proposal.errors(file, diagnostics));
        return new ReloadResult(false, List.of(), diagnostics);
    }

    /** Runs again what ran before a reload that nobody confirmed. */
    void takeBack(InForce former) {
        List<Change> changes = ConfigurationChanges.between(inForce.configuration(), former.configuration());
        try {
            engines.run(former.configuration());
            balancers.run(former.configuration().balancing());
            inForce = former;
            // What the file says is what nobody confirmed: nothing but a reload may run it.
            sources = sources.edited();
            LOG.warn(
                    "nobody confirmed the reload, and it is taken back: {}; the file {} is as it was",
                    text(changes),
                    file);
        } catch (EngineException failed) {
            LOG.debug("taking back", failed);
            LOG.error(
                    "nobody confirmed the reload, and it cannot be taken back: {}; mend {} and reload",
                    failed.getMessage(),
                    file);
        }
    }
}

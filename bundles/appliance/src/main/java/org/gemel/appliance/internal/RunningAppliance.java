package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Balance;
import org.gemel.api.appliance.Duty;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.RefusedException;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.NotificationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appliance while it runs. */
final class RunningAppliance implements Appliance {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Path file;
    private final ReadOptions options;
    private final Following following;
    /** While the bundle of a plugin is replaced its words are gone for a moment. */
    private final Settling words = new Settling(Duration.ofSeconds(1), this::recheck);

    private final Slot<ConfigurationReader> readers;
    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Objections objections;
    private final Supplier<NotificationStatus> notifications;
    private final Instant startedAt;
    private final Clock clock;
    private final Duty duty;
    private final Runnable stop;
    private final Runnable stopNow;
    private final Predicate<String> link;
    private volatile @Nullable Confirmation awaited;
    private volatile InForce current;
    private volatile Sources sources;
    /** Whether keywords came or went while a confirmation was awaited. */
    private boolean wordsMissed;
    /** Whether other programs' files are looked at without being asked. */
    private boolean watching;

    /**
     * @param sources the files that the configuration was read from
     * @param link whether there is a link of that name
     */
    RunningAppliance(
            Sources sources,
            ReadOptions options,
            InForce current,
            Slot<ConfigurationReader> readers,
            EngineKeeper engines,
            BalancerKeeper balancers,
            Objections objections,
            Supplier<NotificationStatus> notifications,
            Instant startedAt,
            Clock clock,
            Duty duty,
            Runnable stop,
            Runnable stopNow,
            Predicate<String> link) {
        this.file = sources.file();
        this.sources = sources;
        following = new Following(() -> this.sources, this::follow, link);
        this.link = link;
        this.options = options;
        this.current = current;
        this.readers = readers;
        this.engines = engines;
        this.balancers = balancers;
        this.objections = objections;
        this.notifications = notifications;
        this.clock = clock;
        this.startedAt = startedAt;
        this.duty = duty;
        this.stop = stop;
        this.stopNow = stopNow;
    }

    @Override
    public Path configurationFile() {
        return file;
    }

    @Override
    public Configuration configuration() {
        return current.configuration();
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
    public synchronized ReloadPlan plan() {
        Proposal proposal = propose();
        return new ReloadPlan(proposal.next() != null, proposal.changes(), proposal.diagnostics());
    }

    private Proposal propose() {
        return Proposal.of(sources, options, readers.now(), objections, configuration());
    }

    @Override
    public synchronized ReloadResult reload() {
        Confirmation pending = awaited;
        if (pending != null) {
            Places places = new Places(file, List.of());
            return refused(new Proposal(null, List.of(), List.of(), places, sources)
                    .with(
                            places.start(),
                            "confirmation-awaited",
                            "the last reload awaits a confirmation until " + pending.due()
                                    + ", and this one would make it permanent",
                            "confirm it first (gemel confirm), or reload with --confirm again"));
        }
        return apply(propose());
    }

    @Override
    public synchronized ReloadResult reload(Duration confirmWithin) {
        if (confirmWithin.isNegative() || confirmWithin.isZero()) {
            throw new IllegalArgumentException("no time to confirm: " + confirmWithin);
        }
        Confirmation pending = awaited;
        InForce former = pending == null ? current : pending.former();
        ReloadResult result = apply(propose());
        if (result.applied()) {
            end(pending);
            if (!former.configuration().equals(configuration())) {
                awaitConfirmation(former, confirmWithin);
            }
        }
        return result;
    }

    /** What ran before runs again after this time, unless somebody confirms what runs now. */
    synchronized void awaitConfirmation(InForce former, Duration within) {
        Confirmation next = new Confirmation(former, clock.instant().plus(within), within);
        awaited = next;
        next.await(this::takeBack);
        LOG.info("the reload is taken back at {} unless it is confirmed (gemel confirm)", next.due());
    }

    /** Leaves what runs to another life; nothing is awaited any more. */
    synchronized Bequest.Running leave() {
        Confirmation pending = awaited;
        end(pending);
        return new Bequest.Running(
                file,
                configuration().process().instance(),
                configuration().process().networkNamespace(),
                current.tree(),
                sources.included(),
                List.copyOf(sources.others().keySet()),
                !sources.now().sameFile(sources),
                pending == null
                        ? null
                        : new Bequest.Unconfirmed(pending.former().tree(), pending.left()));
    }

    @Override
    public synchronized boolean confirm() {
        Confirmation pending = awaited;
        end(pending);
        if (pending != null) {
            LOG.info("the reload is confirmed");
            lookAtMissedWords();
        }
        return pending != null;
    }

    @Override
    public @Nullable Instant confirmationDue() {
        Confirmation pending = awaited;
        return pending == null ? null : pending.due();
    }

    private void lookAtMissedWords() {
        if (wordsMissed) {
            wordsMissed = false;
            words.changed();
        }
    }

    private void end(@Nullable Confirmation pending) {
        awaited = null;
        if (pending != null) {
            pending.end();
        }
    }

    private synchronized void takeBack(Confirmation unconfirmed) {
        if (awaited != unconfirmed) {
            // The last moment was long enough for somebody.
            return;
        }
        awaited = null;
        InForce former = unconfirmed.former();
        List<Change> changes = ConfigurationChanges.between(configuration(), former.configuration());
        try {
            engines.run(former.configuration());
            balancers.run(former.configuration().balancing());
            current = former;
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
        lookAtMissedWords();
    }

    /** Follows what other programs' files say from now on, where the configuration depends on any. */
    synchronized void follow() {
        watching = true;
        if (!sources.others().isEmpty()) {
            following.begin();
        }
    }

    /** What looks at those files. */
    Following following() {
        return following;
    }

    /** Other programs' files have changed; returns the links that must be there before they can be followed. */
    private synchronized Set<String> follow(Sources now) {
        if (now.sameOthers(sources) || awaited != null) {
            return Set.of();
        }
        if (!now.sameFile(sources)) {
            sources = new Sources(file, sources.own(), now.others());
            LOG.warn("{} changed, and is not followed, for {} has changed as well; reload it", others(), file);
            return Set.of();
        }
        Proposal proposal = propose();
        if (!proposal.sources().sameFile(sources)) {
            sources = new Sources(file, sources.own(), now.others());
            LOG.warn("{} changed, and is not followed, for {} includes other files now; reload it", others(), file);
            return Set.of();
        }
        InForce next = proposal.next();
        Set<String> missing = next == null ? Set.of() : missing(next.configuration());
        if (missing.isEmpty()) {
            LOG.info("{} changed, on which {} depends", others(), file);
            apply(proposal);
        } else {
            LOG.warn(
                    "{} changed, and is followed as soon as there is {}; what runs goes on",
                    others(),
                    String.join(", ", missing));
        }
        return missing;
    }

    /** Keywords that plugins declare have come or gone; the file is looked at again as soon as that is over. */
    void wordsChanged() {
        words.changed();
    }

    /** What was unknown is checked now, and may mean more; whoever has edited the file meanwhile has to reload it. */
    synchronized void recheck() {
        if (awaited != null) {
            wordsMissed = true;
            LOG.info("keywords of plugins have come or gone; {} is looked at when the reload is confirmed", file);
            return;
        }
        if (!sources.now().sameFile(sources)) {
            LOG.info("keywords of plugins have come or gone; a reload says what that means for {}", file);
            return;
        }
        Proposal proposal = propose();
        if (!proposal.sources().sameFile(sources)) {
            LOG.info("keywords of plugins have come or gone; a reload says what that means for {}", file);
        } else if (proposal.next() == null) {
            proposal.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                    .forEach(diagnostic -> LOG.warn("{}", diagnostic));
            LOG.warn(
                    "keywords of plugins have come or gone: {} now; what runs goes on",
                    Run.errors(file, proposal.diagnostics()));
        } else if (!proposal.changes().isEmpty()) {
            LOG.info("keywords of plugins have come or gone, and {} means something else", file);
            apply(proposal);
        }
    }

    private String others() {
        return sources.others().keySet().stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Links that virtual routers would move to and that are not there. */
    private Set<String> missing(Configuration next) {
        Set<String> now = configuration().instances().stream()
                .map(VrrpInstance::interfaceName)
                .collect(Collectors.toSet());
        return next.instances().stream()
                .map(VrrpInstance::interfaceName)
                .filter(name -> !now.contains(name) && !link.test(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Nothing is awaited any more. */
    synchronized void close() {
        words.end();
        following.end();
        end(awaited);
    }

    private ReloadResult apply(Proposal proposal) {
        // Known from now on, so that nobody reads it again and again; but only what is applied is the file that runs.
        sources = new Sources(file, sources.own(), proposal.sources().others());
        if (watching) {
            follow();
        }
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
        List<Change> changes = ConfigurationChanges.between(configuration(), next.configuration());
        current = next;
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

    @Override
    public Balance balance() {
        return balancers;
    }

    @Override
    public Duty duty() {
        return duty;
    }

    @Override
    public void stopNow() {
        stopNow.run();
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
}

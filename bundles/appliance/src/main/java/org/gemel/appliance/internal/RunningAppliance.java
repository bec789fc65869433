package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Balance;
import org.gemel.api.appliance.Duty;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.NotificationStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The appliance while it runs. */
final class RunningAppliance implements Appliance {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Reloader reloader;
    private final UnaskedReload unasked;
    private final Following following;
    /** While the bundle of a plugin is replaced its words are gone for a moment. */
    private final Settling words = new Settling(Duration.ofSeconds(1), this::recheck);

    private final EngineKeeper engines;
    private final BalancerKeeper balancers;
    private final Supplier<NotificationStatus> notifications;
    private final Instant startedAt;
    private final Clock clock;
    private final Duty duty;
    private final Runnable stop;
    private final Runnable stopNow;
    private volatile @Nullable Confirmation awaited;
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
        reloader = new Reloader(sources, options, current, readers, objections, engines, balancers, this::followOthers);
        unasked = new UnaskedReload(reloader, link);
        following = new Following(reloader::sources, this::follow, link);
        this.engines = engines;
        this.balancers = balancers;
        this.notifications = notifications;
        this.clock = clock;
        this.startedAt = startedAt;
        this.duty = duty;
        this.stop = stop;
        this.stopNow = stopNow;
    }

    @Override
    public Path configurationFile() {
        return reloader.sources().file();
    }

    @Override
    public Configuration configuration() {
        return reloader.inForce().configuration();
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
        Proposal proposal = reloader.propose();
        return new ReloadPlan(proposal.next() != null, proposal.changes(), proposal.diagnostics());
    }

    @Override
    public synchronized ReloadResult reload() {
        Confirmation pending = awaited;
        if (pending != null) {
            Sources sources = reloader.sources();
            Places places = new Places(sources.file(), List.of());
            return reloader.refused(new Proposal(null, List.of(), List.of(), places, sources)
                    .with(
                            places.start(),
                            "confirmation-awaited",
                            "the last reload awaits a confirmation until "
                                    + pending.due().truncatedTo(ChronoUnit.SECONDS)
                                    + ", and this one would make it permanent",
                            "confirm it first (gemel confirm), or reload with --confirm again"));
        }
        return reloader.apply(reloader.propose());
    }

    @Override
    public synchronized ReloadResult reload(Duration confirmWithin) {
        if (confirmWithin.isNegative() || confirmWithin.isZero()) {
            throw new IllegalArgumentException("no time to confirm: " + confirmWithin);
        }
        Confirmation pending = awaited;
        InForce former = pending == null ? reloader.inForce() : pending.former();
        ReloadResult result = reloader.apply(reloader.propose());
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
        Sources sources = reloader.sources();
        return new Bequest.Running(
                sources.file(),
                configuration().process().instance(),
                configuration().process().networkNamespace(),
                reloader.inForce().tree(),
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
        reloader.takeBack(unconfirmed.former());
        lookAtMissedWords();
    }

    /** Follows what other programs' files say from now on, where the configuration depends on any. */
    synchronized void follow() {
        watching = true;
        followOthers();
    }

    private void followOthers() {
        if (watching && !reloader.sources().others().isEmpty()) {
            following.begin();
        }
    }

    /** What looks at those files. */
    Following following() {
        return following;
    }

    /** Other programs' files have changed; returns the links that must be there before they can be followed. */
    private synchronized Set<String> follow(Sources now) {
        return awaited != null ? Set.of() : unasked.follow(now);
    }

    /** Keywords that plugins declare have come or gone; the file is looked at again as soon as that is over. */
    void wordsChanged() {
        words.changed();
    }

    /** What was unknown is checked now, and may mean more. */
    synchronized void recheck() {
        if (awaited != null) {
            wordsMissed = true;
            LOG.info(
                    "keywords of plugins have come or gone; {} is looked at when the reload is confirmed",
                    configurationFile());
        } else {
            unasked.recheck();
        }
    }

    /** Nothing is awaited any more. */
    synchronized void close() {
        words.end();
        following.end();
        end(awaited);
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
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.gemel.launcher.internal.DeployFolder.Found;
import org.gemel.launcher.internal.Deployed.State;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Makes the bundles of a folder run: installs what is new, replaces what runs as an update does, with its state and back again if it
 * fails, and takes away what is gone. A bundle of the product itself goes back to the version that was shipped. It belongs to
 * the launcher because it must outlive whatever it replaces.
 */
final class Deployment {

    private final BundleContext context;
    private final DeployFolder folder;
    private final Map<String, Deployed> deployed = new TreeMap<>();
    private final Map<String, Attempt> starts = new ConcurrentHashMap<>();
    private final Limits limits;
    private final AtomicLong changes = new AtomicLong();
    private final Plugins plugins;
    private final Reports reports;

    /** @param news of what importance it is that something is as it should be */
    Deployment(BundleContext context, Path folder, Level news, Limits limits) {
        this.limits = limits;
        this.context = context;
        plugins = new Plugins(context, limits);
        reports = new Reports(news);
        this.folder = new DeployFolder(folder);
        SynchronousBundleListener counter = event -> changes.incrementAndGet();
        context.addBundleListener(counter);
    }

    /**
     * Looks at the folder, and does what it says.
     *
     * @param updates replaces bundles, and lets nobody else change any meanwhile; null for nobody, and then none is taken away
     *     either
     * @param calm whether it would be seen if that disturbed somebody
     */
    void glance(@Nullable Updates updates, BooleanSupplier calm) throws InterruptedException {
        settle();
        Map<String, Found> wanted = folder.glance();
        for (Found each : wanted.values()) {
            Deployed before = deployed.get(each.title().name());
            if (before != null && before.tried().equals(each)) {
                if (before.state() == State.STAYS) {
                    deployed.put(each.title().name(), before.in(State.USED));
                }
                continue;
            }
            Bundle bundle = plugins.find(each.title().name());
            if (before != null && before.state() == State.STARTS) {
                giveUp(each.title().name());
            } else if (bundle == null) {
                install(each);
            } else if (before != null && before.state() == State.WAITS) {
                plugins.uninstall(bundle);
                install(each);
            } else if (updates != null && calm.getAsBoolean()) {
                replace(each, bundle, updates);
            }
        }
        if (updates != null) {
            remove(wanted, updates);
        }
        start(updates == null ? limits.deployed() : limits.prompt());
        settle();
    }

    /** What starts ends when it wants to. */
    private void giveUp(String name) {
        Attempt start = starts.get(name);
        if (start != null) {
            start.interrupt();
        }
    }

    /** Nothing is to start any more. */
    void end() {
        List.copyOf(starts.keySet()).forEach(this::giveUp);
    }

    private void install(Found found) {
        String name = found.title().name();
        try {
            plugins.install(found);
            deployed.put(name, new Deployed(found, State.WAITS));
        } catch (BundleException | IOException | RuntimeException e) {
            deployed.put(name, new Deployed(found, State.UNUSED));
            reports.complain(found, "is not installed: " + Replacement.reason(e) + "; put another jar in its place");
        }
    }

    private void replace(Found found, Bundle bundle, Updates updates) throws InterruptedException {
        String name = found.title().name();
        Deployed before = deployed.get(name);
        State state = before == null ? State.UNUSED : before.state() == State.STAYS ? State.USED : before.state();
        Title shipped = Shipped.title(bundle);
        if (shipped != null && found.title().version().compareTo(shipped.version()) <= 0) {
            deployed.put(name, new Deployed(found, state));
            reports.complain(
                    found,
                    "is not newer than " + shipped
                            + ", which is a part of Gemel, and is left alone; remove it, or use: gemel update --force");
            return;
        }
        if (before == null && shipped != null && found.title().equals(Title.of(bundle))) {
            reports.tell("{0} runs already", found);
            deployed.put(name, new Deployed(found, State.USED));
            return;
        }
        String obstacle = Replacement.obstacle(context, List.of(bundle));
        if (obstacle != null) {
            reports.complain(found, "waits: " + obstacle);
            return;
        }
        try {
            Updates.Outcome outcome = updates.replace(found.file());
            deployed.put(name, new Deployed(found, outcome.done() ? State.USED : state));
            if (outcome.done()) {
                reports.forget(name);
                reports.tell("{0}: {1}", found.file(), outcome.text());
            } else {
                reports.complain(
                        found, "does not work and is not used: " + outcome.text() + "; put another jar in its place");
            }
        } catch (Failure refused) {
            deployed.put(name, new Deployed(found, state));
            reports.complain(
                    found, "is not used: " + refused.getMessage() + "; put it there again once that is mended");
        }
    }

    private void remove(Map<String, Found> wanted, Updates updates) throws InterruptedException {
        for (Iterator<Map.Entry<String, Deployed>> all = deployed.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Deployed> each = all.next();
            if (wanted.containsKey(each.getKey())) {
                continue;
            }
            if (each.getValue().state() == State.STARTS) {
                giveUp(each.getKey());
                continue;
            }
            Found gone = each.getValue().tried();
            Bundle bundle = plugins.find(each.getKey());
            Path shipped = bundle == null ? null : Shipped.jar(bundle);
            if (bundle != null && Plugins.isOurs(bundle)) {
                plugins.uninstall(bundle);
                reports.tell("{0} is gone, and so is the bundle", gone);
            } else if (bundle != null && shipped != null && each.getValue().state() == State.STAYS) {
                continue;
            } else if (bundle != null && shipped != null && each.getValue().state() == State.USED) {
                String obstacle = Replacement.obstacle(context, List.of(bundle));
                if (obstacle != null) {
                    reports.complain(gone, "is gone, and the bundle that was shipped waits: " + obstacle);
                    continue;
                }
                String trouble = goBack(gone, shipped, updates);
                if (trouble != null) {
                    each.setValue(each.getValue().in(State.STAYS));
                    reports.complain(
                            gone,
                            "is gone, but " + Title.of(bundle) + " runs on: " + trouble
                                    + "; put a jar that works in its place, or restart");
                    continue;
                }
            }
            all.remove();
            reports.forget(each.getKey());
        }
    }

    /** Returns why what was shipped does not run again; null if it does. */
    private @Nullable String goBack(Found gone, Path shipped, Updates updates) throws InterruptedException {
        try {
            Updates.Outcome outcome = updates.replace(shipped);
            if (!outcome.done()) {
                return outcome.text();
            }
            reports.tell("{0} is gone: {1}", gone, outcome.text());
            return null;
        } catch (Failure refused) {
            return refused.getMessage();
        }
    }

    private String limitText() {
        return limits.deployed() / 1000 + " s";
    }

    /** All together after all are there, for one may need another; none keeps the others from it for longer than this. */
    private void start(long millis) throws InterruptedException {
        for (Deployed each : List.copyOf(deployed.values())) {
            Bundle bundle = plugins.find(each.tried().title().name());
            if (bundle != null && each.state() == State.WAITS && each.attempt() != changes.get()) {
                start(each, bundle, millis);
            }
        }
    }

    private void start(Deployed what, Bundle bundle, long millis) throws InterruptedException {
        Found found = what.tried();
        String name = found.title().name();
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            deployed.put(name, what.in(State.USED));
            return;
        }
        Attempt start = Attempt.begin("gemel-start-" + name, bundle::start);
        if (start.await(millis)) {
            started(found, bundle, start.failure());
        } else {
            deployed.put(name, what.in(State.STARTS));
            starts.put(name, start);
        }
    }

    /** Looks after what was told to start before. */
    private void settle() throws InterruptedException {
        for (Map.Entry<String, Attempt> each : List.copyOf(starts.entrySet())) {
            Deployed what = deployed.get(each.getKey());
            Bundle bundle = plugins.find(each.getKey());
            if (each.getValue().over()) {
                starts.remove(each.getKey());
                if (what != null && bundle != null) {
                    started(what.tried(), bundle, each.getValue().failure());
                }
            } else if (what != null && each.getValue().takesLongerThan(limits.deployed())) {
                reports.complain(
                        what.tried(),
                        "is not used yet: its activator has not returned for " + limitText()
                                + "; remove the jar, or put one in its place that starts something in the background");
            }
        }
    }

    private void started(Found found, Bundle bundle, @Nullable Throwable failure) throws InterruptedException {
        String name = found.title().name();
        if (failure == null) {
            deployed.put(name, new Deployed(found, State.USED));
            reports.forget(name);
            reports.tell("{0} runs", found);
        } else if (failure instanceof BundleException refused && refused.getType() == BundleException.RESOLVE_ERROR) {
            deployed.put(name, new Deployed(found, State.WAITS, changes.get()));
            reports.complain(
                    found,
                    "does not start, because no bundle here has " + Lack.of(String.valueOf(refused.getMessage()))
                            + "; put one that has it into deploy/ too, or a jar that was built for this Gemel");
        } else {
            plugins.uninstall(bundle);
            deployed.put(name, new Deployed(found, State.UNUSED));
            reports.complain(
                    found,
                    "fails at its start and is not used: " + Replacement.reason(failure)
                            + "; put another jar in its place");
        }
    }
}

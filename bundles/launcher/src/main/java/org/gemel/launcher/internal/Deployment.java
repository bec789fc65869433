package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gemel.launcher.internal.DeployFolder.Found;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * Makes the bundles of a folder run: installs what is new, replaces what runs as an update does, with its state and back again if it
 * fails, and takes away what is gone. A bundle of the product itself goes back to the version that was shipped. It belongs to
 * the launcher because it must outlive whatever it replaces.
 */
final class Deployment {

    private static final String LOCATION = "deploy:";
    private static final Logger LOG = Logger.getLogger("org.gemel.deploy");

    private final BundleContext context;
    private final DeployFolder folder;
    private final Map<String, Deployed> deployed = new TreeMap<>();
    /** What was said last of a bundle, so that it is said once. */
    private final Map<String, String> said = new HashMap<>();

    private final AtomicLong changes = new AtomicLong();
    private final Level news;

    /** What became of a name in the folder. */
    private enum State {
        /** It is installed, and not started yet. */
        WAITS,
        /** It, or the one that was in its place before, was started, or put in the place of one that was shipped. */
        USED,
        /** Nothing. */
        UNUSED,
        /** Its jar is gone, but it runs on, for the one that was shipped does not work any more. */
        STAYS
    }

    /**
     * What was made of a file.
     *
     * @param tried the last that was tried
     * @param attempt the state of the framework when it was last tried to start it; -1 for never
     */
    private record Deployed(Found tried, State state, long attempt) {

        Deployed(Found tried, State state) {
            this(tried, state, -1);
        }

        Deployed in(State next) {
            return new Deployed(tried, next, attempt);
        }
    }

    /** @param news of what importance it is that something is as it should be */
    Deployment(BundleContext context, Path folder, Level news) {
        this.context = context;
        this.news = news;
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
        Map<String, Found> wanted = folder.glance();
        for (Found each : wanted.values()) {
            Deployed before = deployed.get(each.title().name());
            if (before != null && before.tried().equals(each)) {
                if (before.state() == State.STAYS) {
                    deployed.put(each.title().name(), before.in(State.USED));
                }
                continue;
            }
            Bundle bundle = bundle(each.title().name());
            if (bundle == null) {
                install(each);
            } else if (before != null && before.state() == State.WAITS) {
                uninstall(bundle);
                install(each);
            } else if (updates != null && calm.getAsBoolean()) {
                replace(each, bundle, updates);
            }
        }
        if (updates != null) {
            remove(wanted, updates);
        }
        start();
    }

    private @Nullable Bundle bundle(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }

    private static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    private void install(Found found) {
        String name = found.title().name();
        try (InputStream in = Files.newInputStream(found.file())) {
            context.installBundle(LOCATION + name, in);
            deployed.put(name, new Deployed(found, State.WAITS));
        } catch (BundleException | IOException | RuntimeException e) {
            deployed.put(name, new Deployed(found, State.UNUSED));
            complain(found, "is not installed: " + Replacement.reason(e) + "; put another jar in its place");
        }
    }

    private void replace(Found found, Bundle bundle, Updates updates) throws InterruptedException {
        String name = found.title().name();
        Deployed before = deployed.get(name);
        State state = before == null ? State.UNUSED : before.state() == State.STAYS ? State.USED : before.state();
        Title shipped = Shipped.title(bundle);
        if (shipped != null && found.title().version().compareTo(shipped.version()) <= 0) {
            deployed.put(name, new Deployed(found, state));
            complain(
                    found,
                    "is not newer than " + shipped
                            + ", which is a part of Gemel, and is left alone; remove it, or use: gemel update --force");
            return;
        }
        if (before == null && shipped != null && found.title().equals(Title.of(bundle))) {
            LOG.log(news, "{0} runs already", found);
            deployed.put(name, new Deployed(found, State.USED));
            return;
        }
        String obstacle = Replacement.obstacle(context, List.of(bundle));
        if (obstacle != null) {
            complain(found, "waits: " + obstacle);
            return;
        }
        try {
            Updates.Outcome outcome = updates.replace(found.file());
            deployed.put(name, new Deployed(found, outcome.done() ? State.USED : state));
            if (outcome.done()) {
                said.remove(name);
                LOG.log(news, "{0}: {1}", new Object[] {found.file(), outcome.text()});
            } else {
                complain(found, "does not work and is not used: " + outcome.text() + "; put another jar in its place");
            }
        } catch (Failure refused) {
            deployed.put(name, new Deployed(found, state));
            complain(found, "is not used: " + refused.getMessage() + "; put it there again once that is mended");
        }
    }

    private void remove(Map<String, Found> wanted, Updates updates) throws InterruptedException {
        for (Iterator<Map.Entry<String, Deployed>> all = deployed.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Deployed> each = all.next();
            if (wanted.containsKey(each.getKey())) {
                continue;
            }
            Found gone = each.getValue().tried();
            Bundle bundle = bundle(each.getKey());
            Path shipped = bundle == null ? null : Shipped.jar(bundle);
            if (bundle != null && isOurs(bundle)) {
                uninstall(bundle);
                LOG.log(news, "{0} is gone, and so is the bundle", gone);
            } else if (bundle != null && shipped != null && each.getValue().state() == State.STAYS) {
                continue;
            } else if (bundle != null && shipped != null && each.getValue().state() == State.USED) {
                String obstacle = Replacement.obstacle(context, List.of(bundle));
                if (obstacle != null) {
                    complain(gone, "is gone, and the bundle that was shipped waits: " + obstacle);
                    continue;
                }
                String trouble = goBack(gone, shipped, updates);
                if (trouble != null) {
                    each.setValue(each.getValue().in(State.STAYS));
                    complain(
                            gone,
                            "is gone, but " + Title.of(bundle) + " runs on: " + trouble
                                    + "; put a jar that works in its place, or restart");
                    continue;
                }
            }
            all.remove();
            said.remove(each.getKey());
        }
    }

    /** Returns why what was shipped does not run again; null if it does. */
    private @Nullable String goBack(Found gone, Path shipped, Updates updates) throws InterruptedException {
        try {
            Updates.Outcome outcome = updates.replace(shipped);
            if (!outcome.done()) {
                return outcome.text();
            }
            LOG.log(news, "{0} is gone: {1}", new Object[] {gone, outcome.text()});
            return null;
        } catch (Failure refused) {
            return refused.getMessage();
        }
    }

    private void uninstall(Bundle bundle) throws InterruptedException {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            LOG.log(Level.WARNING, "{0} has not ended well: {1}", new Object[] {Title.of(bundle), Replacement.reason(e)
            });
        }
        Replacement.refresh(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class));
    }

    /** All together after all are there, for one may need another. */
    private void start() throws InterruptedException {
        for (Deployed each : List.copyOf(deployed.values())) {
            Bundle bundle = bundle(each.tried().title().name());
            if (bundle != null && each.state() == State.WAITS && each.attempt() != changes.get()) {
                start(each.tried(), bundle);
            }
        }
    }

    private void start(Found found, Bundle bundle) throws InterruptedException {
        String name = found.title().name();
        if ((bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            deployed.put(name, new Deployed(found, State.USED));
            return;
        }
        try {
            bundle.start();
            deployed.put(name, new Deployed(found, State.USED));
            said.remove(name);
            LOG.log(news, "{0} runs", found);
        } catch (BundleException | RuntimeException | LinkageError e) {
            if (e instanceof BundleException refused && refused.getType() == BundleException.RESOLVE_ERROR) {
                deployed.put(name, new Deployed(found, State.WAITS, changes.get()));
                complain(
                        found,
                        "does not start, because no bundle here has " + Lack.of(String.valueOf(refused.getMessage()))
                                + "; put one that has it into deploy/ too, or a jar that was built for this Gemel");
                return;
            }
            uninstall(bundle);
            deployed.put(name, new Deployed(found, State.UNUSED));
            complain(
                    found,
                    "fails at its start and is not used: " + Replacement.reason(e) + "; put another jar in its place");
        }
    }

    private void complain(Found found, String what) {
        String sentence = found + " " + what;
        if (!Objects.equals(said.put(found.title().name(), sentence), sentence)) {
            LOG.log(Level.SEVERE, "{0}", sentence);
        }
    }
}

package org.gemel.launcher.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.util.tracker.ServiceTracker;

/** An OSGi framework with the bundles of a feature. */
final class Container {

    /** What a command returns that is only being replaced: the next one is called. */
    private static final int REPLACED = -1;

    private static final long GLANCE_MILLIS = 20;
    private static final Logger LOG = Logger.getLogger("org.gemel.update");

    private final Framework framework;
    private volatile @Nullable Object called;
    private volatile boolean stopping;

    private Container(Framework framework) {
        this.framework = framework;
    }

    /**
     * Starts a framework. Bundles are installed by reference, none is copied, and started by start level; the call
     * returns when all levels are reached.
     *
     * @param feature what to install
     * @param bundles the folder that has the jars
     * @param properties framework properties beside those of the feature
     */
    static Container start(Feature feature, Path bundles, Map<String, String> properties) throws BundleException {
        int top = feature.bundles().stream()
                .mapToInt(Feature.Entry::startLevel)
                .max()
                .orElse(1);
        Map<String, String> all = new HashMap<>(feature.properties());
        all.putAll(properties);
        all.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, Integer.toString(top));
        Framework framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() ->
                        new Failure(ExitCode.INTERNAL, "the OSGi framework is missing from lib/; install Gemel again"))
                .newFramework(all);
        framework.init();
        BundleContext context = framework.getBundleContext();
        List<Bundle> installed = new ArrayList<>();
        for (Feature.Entry entry : feature.bundles()) {
            Bundle bundle = context.installBundle(
                    "reference:" + bundles.resolve(entry.fileName()).toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
            installed.add(bundle);
        }
        for (Bundle bundle : installed) {
            if (!isFragment(bundle)) {
                bundle.start();
            }
        }
        framework.start();
        return new Container(framework);
    }

    /** The context of the framework itself. */
    BundleContext context() {
        return framework.getBundleContext();
    }

    /**
     * Calls the command that a bundle has registered, on the calling thread. One that fails while bundles are being replaced
     * is not believed: the one that is put back is called, or the same again when that is over.
     *
     * @param patience for how many milliseconds it may be missing
     * @param excused whether it may be missing for longer, because bundles are being replaced
     * @throws Failure if none is registered in time; the message says which bundles are to blame
     */
    int call(String command, List<String> arguments, long patience, BooleanSupplier excused)
            throws InterruptedException {
        BundleContext context = framework.getBundleContext();
        ServiceTracker<Object, Object> tracker = new ServiceTracker<>(context, filter(context, command), null);
        tracker.open();
        try {
            int code = REPLACED;
            Object failed = null;
            while (code == REPLACED && !stopping) {
                // Asked before the wait too: what was replaced until now has all the time once more.
                boolean before = excused.getAsBoolean();
                Object service = tracker.waitForService(patience);
                boolean missed = service == null && !stopping;
                if (missed && !before && !excused.getAsBoolean()) {
                    throw new Failure(ExitCode.INTERNAL, "no bundle offers the command " + command + "\n" + troubles());
                }
                boolean updating = before || excused.getAsBoolean();
                if (service != null && service == failed && updating) {
                    // It is about to be taken back.
                    Thread.sleep(GLANCE_MILLIS);
                } else if (service != null) {
                    called = service;
                    code = apply(service, arguments, updating);
                    if (updating && code != ExitCode.OK && code != REPLACED && !stopping) {
                        failed = service;
                        code = REPLACED;
                    }
                }
            }
            return code == REPLACED ? ExitCode.OK : code;
        } finally {
            tracker.close();
        }
    }

    private static int apply(Object service, List<String> arguments, boolean updating) {
        @SuppressWarnings("unchecked") // the contract of the service property gemel.command
        ToIntFunction<String[]> function = (ToIntFunction<String[]>) service;
        try {
            return function.applyAsInt(arguments.toArray(String[]::new));
        } catch (RuntimeException | LinkageError defect) {
            if (!updating) {
                throw defect;
            }
            LOG.log(Level.SEVERE, "the command does not work after the update", defect);
            return ExitCode.INTERNAL;
        }
    }

    /**
     * Stops all bundles: first the command that was called is closed if it can be, because peers wait for its goodbye, then all
     * bundles end, the highest start level first. Returns whether that was done in time.
     */
    boolean stop(long timeout, TimeUnit unit) throws BundleException, InterruptedException {
        stopping = true;
        if (called instanceof AutoCloseable command) {
            try {
                command.close();
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception failed) {
                throw new Failure(ExitCode.FAILED, "the command could not be stopped: " + failed);
            }
        }
        framework.stop();
        return framework.waitForStop(unit.toMillis(timeout)).getType() == org.osgi.framework.FrameworkEvent.STOPPED;
    }

    private static org.osgi.framework.Filter filter(BundleContext context, String command) {
        try {
            return context.createFilter("(&(" + Constants.OBJECTCLASS + "=" + ToIntFunction.class.getName()
                    + ")(gemel.command=" + command + "))");
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(command, e);
        }
    }

    /** A line for each bundle that should be active and is not, with the framework's reason. */
    private String troubles() {
        StringBuilder lines = new StringBuilder();
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE || isFragment(bundle)) {
                continue;
            }
            try {
                bundle.start();
            } catch (BundleException e) {
                lines.append("  ")
                        .append(bundle.getSymbolicName())
                        .append(": ")
                        .append(e.getMessage())
                        .append('\n');
            }
        }
        return lines.isEmpty()
                ? "  every bundle is active; a component of theirs is missing something"
                : "  these bundles could not be started:\n" + lines;
    }

    private static boolean isFragment(Bundle bundle) {
        return (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
    }
}

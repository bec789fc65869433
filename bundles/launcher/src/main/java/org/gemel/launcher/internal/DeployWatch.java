package org.gemel.launcher.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Has what is in deploy/ done again and again, for as long as the framework lives. */
final class DeployWatch {

    private static final long GLANCE_MILLIS = 400;
    /** A bundle that does not end to start must not keep the appliance from it. */
    private static final long FIRST_SECONDS = 5;
    /** What an appliance needs until it waits for masters; and for how long one may not come at all. */
    private static final long START_MILLIS = 3000;

    private static final long LONGEST_START_MILLIS = 10_000;

    private static final Logger LOG = Logger.getLogger("org.gemel.deploy");

    private final BundleContext context;
    private final Bundle framework;
    private final Deployment deployment;
    private final Updates updates;
    private final CountDownLatch first = new CountDownLatch(1);
    private @Nullable Thread thread;
    private boolean decided;
    /** What went wrong at the last glance, so that it is said once. */
    private String broken = "";

    DeployWatch(BundleContext context, Deployment deployment, Updates updates) {
        this.context = context;
        this.framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        this.deployment = deployment;
        this.updates = updates;
    }

    /** Begins; what is there already is installed when this returns, or soon after if it takes its time. */
    void begin() throws InterruptedException {
        Thread watching = new Thread(this::watch, "gemel-deploy");
        watching.setDaemon(true);
        thread = watching;
        watching.start();
        if (!first.await(FIRST_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(
                    Level.SEVERE,
                    "what is in deploy/ takes longer than {0} s to start; going on without waiting for it",
                    FIRST_SECONDS);
        }
    }

    /** Looks no more; what runs goes on. */
    void end() {
        deployment.end();
        Thread watching = thread;
        if (watching != null) {
            watching.interrupt();
        }
    }

    private void watch() {
        long began = System.nanoTime();
        try {
            boolean lives = look(() -> false);
            first.countDown();
            BooleanSupplier calm = () -> isDecided(began);
            while (lives && !Thread.currentThread().isInterrupted()) {
                Thread.sleep(GLANCE_MILLIS);
                lives = look(calm);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } finally {
            first.countDown();
        }
    }

    /**
     * Glances, unless somebody else changes bundles just now. Whatever goes wrong, deploy/ is to be watched on.
     *
     * @return false once the framework has stopped
     */
    boolean look(BooleanSupplier calm) throws InterruptedException {
        try {
            lookAndSay(calm);
        } catch (OutOfMemoryError scarce) {
            // Somebody else takes all there is, and saying so needs memory too: the next look may have some again.
            return isLiving();
        }
        return isLiving();
    }

    private void lookAndSay(BooleanSupplier calm) throws InterruptedException {
        try {
            if (updates.enter()) {
                try {
                    deployment.glance(updates, calm);
                } finally {
                    updates.leave();
                }
            }
            broken = "";
        } catch (RuntimeException | Error defect) {
            if (isLiving() && !broken.equals(defect.toString())) {
                LOG.log(Level.SEVERE, "cannot do what is in deploy/ for now; trying again and again", defect);
                broken = defect.toString();
            }
        }
    }

    private boolean isLiving() {
        return (framework.getState() & (Bundle.STARTING | Bundle.ACTIVE)) != 0;
    }

    /** Whether all virtual routers have had the time to find a master since the start. */
    private boolean isDecided(long began) {
        if (!decided) {
            long wait = Wellness.longestWait(context);
            long millis = wait < 0 ? LONGEST_START_MILLIS : wait + START_MILLIS;
            decided = System.nanoTime() - began >= TimeUnit.MILLISECONDS.toNanos(millis);
        }
        return decided;
    }
}

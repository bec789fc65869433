package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.gemel.launcher.internal.Jars.Jar;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * The jars of some bundles, there and back. On the way there the first trouble ends it, and whatever takes too long is
 * interrupted; on the way back nothing is given up: one bundle's trouble keeps no other from running again.
 */
final class Exchange {

    private static final long REFRESH_SECONDS = 10;

    private static final Logger LOG = Logger.getLogger("org.gemel.update");

    private final BundleContext context;
    private final FrameworkWiring wiring;
    private final Set<String> running;
    private final Limits limits;
    private final Set<Bundle> changed = new LinkedHashSet<>();
    private final Map<Bundle, Attempt> latest = new HashMap<>();

    /** @param running the symbolic names of the bundles that are to run after it */
    Exchange(BundleContext context, Set<String> running, Limits limits) {
        this.limits = limits;
        this.context = context;
        this.wiring = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
        this.running = running;
    }

    /** Puts the jars in their bundles' place, and starts nothing. */
    void there(Map<Bundle, Jar> jars) throws BundleException, IOException, InterruptedException {
        for (Map.Entry<Bundle, Jar> each : jars.entrySet()) {
            change(each.getKey(), each.getValue());
        }
        refresh(wiring);
    }

    /** Starts whatever is to run and does not, in so much time; returns what cannot be started, and why. */
    List<String> start(long millis) throws InterruptedException {
        List<String> idle = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Bundle bundle : idle()) {
            Throwable failure = begin("start", bundle, bundle::start)
                    .failureWithin(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()), limits.lastMoments());
            if (failure != null) {
                idle.add(complaint(bundle, "start", failure));
            }
        }
        return idle;
    }

    /**
     * Puts the former jars back where others came, and starts whatever is to run. What hangs comes last: for it nobody waits.
     *
     * @return what is not back, and why
     */
    List<String> back(Map<Bundle, Jar> former) throws InterruptedException {
        Set<Bundle> stuck = stuck();
        Map<Bundle, Jar> ready = new LinkedHashMap<>();
        Map<Bundle, Jar> late = new LinkedHashMap<>();
        for (Bundle bundle : changed) {
            Jar jar = former.get(bundle);
            if (jar != null) {
                (stuck.contains(bundle) ? late : ready).put(bundle, jar);
            }
        }
        List<String> complaints = restore(ready);
        List<String> idle = startAgain(stuck);
        if (!stuck.isEmpty()) {
            complaints.addAll(restore(late));
            idle = startAgain(Set.of());
        }
        complaints.addAll(idle);
        return complaints;
    }

    private List<String> restore(Map<Bundle, Jar> former) throws InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (Map.Entry<Bundle, Jar> each : former.entrySet()) {
            try {
                change(each.getKey(), each.getValue());
            } catch (BundleException | IOException | RuntimeException | Error e) {
                complaints.add(Replacement.reason(e));
            }
        }
        refreshAllBut(stuck());
        return complaints;
    }

    private List<String> startAgain(Set<Bundle> excepted) throws InterruptedException {
        List<String> complaints = new ArrayList<>();
        for (Bundle bundle : idle()) {
            if (!excepted.contains(bundle)) {
                Attempt start = begin("start", bundle, bundle::start);
                Throwable failure = start.await(limits.again()) ? start.failure() : Attempt.lateness(limits.again());
                if (failure != null) {
                    complaints.add(complaint(bundle, "start", failure));
                }
            }
        }
        return complaints;
    }

    /** Without the start that an update does of itself: that may take its time, and what depends on a bundle starts only once. */
    private void change(Bundle bundle, Jar jar) throws BundleException, IOException, InterruptedException {
        Throwable failure = begin("stop", bundle, () -> bundle.stop(Bundle.STOP_TRANSIENT))
                .failureWithin(limits.stop(), limits.lastMoments());
        if (failure != null) {
            throw new BundleException(complaint(bundle, "stop", failure));
        }
        changed.add(bundle);
        try (InputStream in = jar.open()) {
            bundle.update(in);
        }
    }

    private Attempt begin(String what, Bundle bundle, Attempt.Task task) {
        Attempt attempt = Attempt.begin("gemel-" + what + "-" + bundle.getSymbolicName(), task);
        // Behind one that hangs any other one only waits for it.
        latest.merge(bundle, attempt, (former, next) -> former.over() ? next : former);
        return attempt;
    }

    private static String complaint(Bundle bundle, String what, Throwable failure) {
        return "the bundle " + bundle.getSymbolicName() + " does not " + what + ": " + Replacement.reason(failure);
    }

    private List<Bundle> idle() {
        List<Bundle> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (running.contains(String.valueOf(bundle.getSymbolicName())) && bundle.getState() != Bundle.ACTIVE) {
                idle.add(bundle);
            }
        }
        return idle;
    }

    /** Those whose activators have not returned yet. */
    private Set<Bundle> stuck() {
        return latest.entrySet().stream()
                .filter(each -> !each.getValue().over())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The framework would wait for what hangs, and everybody for the framework. */
    private void refreshAllBut(Set<Bundle> stuck) throws InterruptedException {
        List<Bundle> pending = wiring.getRemovalPendingBundles().stream()
                .filter(each -> Collections.disjoint(wiring.getDependencyClosure(List.of(each)), stuck))
                .toList();
        if (!pending.isEmpty()) {
            refresh(wiring, pending);
        }
    }

    /** Restarts whoever uses what is not there any more. */
    static void refresh(FrameworkWiring wiring) throws InterruptedException {
        List<Bundle> pending = List.copyOf(wiring.getRemovalPendingBundles());
        if (!pending.isEmpty()) {
            refresh(wiring, pending);
        }
    }

    private static void refresh(FrameworkWiring wiring, List<Bundle> pending) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        wiring.refreshBundles(pending, event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
            }
        });
        if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
            LOG.log(Level.SEVERE, "the bundles had not been refreshed after {0} s", REFRESH_SECONDS);
        }
    }
}

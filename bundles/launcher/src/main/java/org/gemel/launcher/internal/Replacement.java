package org.gemel.launcher.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gemel.launcher.internal.Jars.Jar;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** Puts bundles in the place of others, and those back if the system is not as it was. */
final class Replacement {

    /** Of the time that backups wait; by then the former bundles must come back. */
    private static final double ROUTERS_SHARE = 0.5;

    private static final long LONGEST_SHARE_MILLIS = 10_000;

    /** How many times as long as an exchange it takes until those that were put back are at work. */
    private static final long GOING_BACK = 3;

    private static final long GLANCE_MILLIS = 10;

    /** Whose backups wait for less than this notice that somebody is silent for as long as an update takes. */
    private static final long LONGEST_GAP_MILLIS = 2000;

    private final BundleContext context;
    private final Jars store;
    private final Limits limits;
    private final Consumer<String> say;

    /**
     * @param store where the former versions are kept until it is over
     * @param say told what was done, for a person
     */
    Replacement(BundleContext context, Jars store, Limits limits, Consumer<String> say) {
        this.store = store;
        this.limits = limits;
        this.context = context;
        this.say = say;
    }

    private static FrameworkWiring wiring(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    }

    /** What a replacement may do that is refused otherwise. */
    enum Leave {
        /** Put an older or equal version in the place of a bundle. */
        ANY_VERSION,
        /** Be in the way of advertisements for longer than backups wait. */
        TO_BE_NOTICED
    }

    /**
     * Replaces bundles by their symbolic names.
     *
     * @return whether they are at work; if not, all is as it was
     * @throws Failure if nothing was tried; the message says why
     */
    boolean replace(List<Jar> jars, Set<Leave> leaves) throws InterruptedException {
        Map<Bundle, Jar> next = new LinkedHashMap<>();
        for (Jar jar : jars) {
            next.put(find(jar.title(), leaves.contains(Leave.ANY_VERSION)), jar);
        }
        Wellness before = Wellness.of(context);
        Surroundings surroundings = Surroundings.of(context);
        String obstacle =
                leaves.contains(Leave.TO_BE_NOTICED) ? null : obstacle(context, before.patience(), next.keySet());
        if (obstacle != null) {
            throw new Failure(ExitCode.FAILED, obstacle + ", or add --force");
        }
        Map<Bundle, Jar> former = new LinkedHashMap<>();
        for (Bundle bundle : next.keySet()) {
            try {
                former.put(bundle, store.of(bundle));
            } catch (IOException e) {
                throw new Failure(
                        ExitCode.FAILED, "cannot keep the former " + Title.of(bundle) + ": " + e.getMessage());
            }
        }
        Exchange exchange = new Exchange(context, before.bundles(), limits);
        String trouble = there(exchange, next, before, surroundings);
        if (trouble == null) {
            say.accept(names(next) + " runs instead of " + names(former));
            return true;
        }
        String again = back(exchange, former, before, surroundings);
        say.accept("error: rolled back " + names(next) + ": " + trouble);
        if (again != null) {
            say.accept("error: " + names(former) + again);
        }
        return false;
    }

    /** Why these bundles had better not be replaced now, for a person; null if they may be. */
    static @Nullable String obstacle(BundleContext context, Collection<Bundle> bundles) {
        return obstacle(context, Wellness.of(context).patience(), bundles);
    }

    private static @Nullable String obstacle(BundleContext context, long patience, Collection<Bundle> bundles) {
        if (patience >= LONGEST_GAP_MILLIS || !isInTheWay(context, bundles)) {
            return null;
        }
        return "backups take over from this router within " + patience
                + " ms, which may be less than the update takes; hand over first (gemel handover)";
    }

    private static String names(Map<Bundle, Jar> jars) {
        return jars.values().stream().map(each -> each.title().toString()).collect(Collectors.joining(", "));
    }

    private Bundle find(Title title, boolean anyVersion) {
        for (Bundle bundle : context.getBundles()) {
            if (title.name().equals(bundle.getSymbolicName()) && bundle.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                if (!anyVersion && title.version().compareTo(bundle.getVersion()) <= 0) {
                    throw new Failure(
                            ExitCode.USAGE,
                            Title.of(bundle) + " runs, and " + title.version()
                                    + " is not newer; add --force to replace it nevertheless");
                }
                return bundle;
            }
        }
        throw new Failure(
                ExitCode.USAGE,
                "no bundle " + title.name() + " runs here; what is new is put into deploy/ to be installed");
    }

    /** Whether anything that sends advertisements is restarted with these bundles. */
    private static boolean isInTheWay(BundleContext context, Collection<Bundle> bundles) {
        Set<Bundle> restarted = new HashSet<>(wiring(context).getDependencyClosure(bundles));
        for (ServiceReference<?> each : Wellness.references(context, null)) {
            for (String name : (String[]) each.getProperty(Constants.OBJECTCLASS)) {
                boolean vital = name.startsWith("org.gemel.api.engine.")
                        || name.equals("org.gemel.api.platform.Platform")
                        || name.equals("org.osgi.service.component.runtime.ServiceComponentRuntime")
                        || "run".equals(each.getProperty("gemel.command"));
                if (vital && restarted.contains(each.getBundle())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns why the system is not as it was before, or null if it is. */
    private @Nullable String there(Exchange exchange, Map<Bundle, Jar> next, Wellness before, Surroundings surroundings)
            throws InterruptedException {
        long first = System.nanoTime();
        boolean inTheWay = isInTheWay(context, next.keySet());
        try {
            exchange.there(next);
        } catch (BundleException | IOException | RuntimeException | Error e) {
            return reason(e);
        }
        // None of these comes later by itself: the routers' time is better spent on going back.
        List<String> idle = exchange.start(inTheWay ? Math.max(limits.vital(), share(before)) : limits.start());
        return idle.isEmpty() ? trouble(first, before, surroundings) : String.join("; ", idle);
    }

    /** Puts back what was there; returns how far it is not as before, or null. A router that stays idle costs more than any wait. */
    private @Nullable String back(
            Exchange exchange, Map<Bundle, Jar> former, Wellness before, Surroundings surroundings)
            throws InterruptedException {
        long first = System.nanoTime();
        List<String> lost = exchange.back(former);
        if (!lost.isEmpty()) {
            return " is NOT back: " + String.join("; ", lost) + "; restart Gemel" + silence(before);
        }
        String trouble = trouble(first, before, surroundings);
        return trouble == null ? null : " is back, but " + trouble;
    }

    /** What becomes of virtual routers that nobody runs: whoever knew them has gone, and says no goodbye. */
    private String silence(Wellness before) {
        List<String> silent = Wellness.of(context).mastersNoMore(before);
        return silent.isEmpty()
                ? ""
                : "; until then nobody serves " + String.join(", ", silent)
                        + " here: their addresses end with their leases, and a backup takes over when it has heard nothing for "
                        + before.patience() + " ms or more";
    }

    /** What is not as it was before, once that has had its time since the first bundle was stopped; null if all is. */
    private @Nullable String trouble(long first, Wellness before, Surroundings surroundings)
            throws InterruptedException {
        long began = System.nanoTime();
        long taken = TimeUnit.NANOSECONDS.toMillis(began - first);
        // On a busy machine everything takes longer, going back too, and then the routers have to get going.
        long left = Math.min(share(before), before.patience() - GOING_BACK * taken) - taken;
        List<String> ailments = await(began, Math.max(limits.vital(), left), now -> now.ailments(before, surroundings));
        if (!ailments.isEmpty()) {
            return String.join("; ", ailments);
        }
        List<String> losses = await(began, limits.services(), now -> now.losses(before));
        return losses.isEmpty() ? null : String.join("; ", losses);
    }

    private static long share(Wellness before) {
        return Math.min(LONGEST_SHARE_MILLIS, (long) (ROUTERS_SHARE * before.patience()));
    }

    static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String what = e instanceof BundleException ? String.valueOf(e.getMessage()) : e.toString();
        return cause == e ? what : what + ": " + cause;
    }

    private interface Check {
        List<String> complaints(Wellness now);
    }

    private List<String> await(long began, long millis, Check check) throws InterruptedException {
        List<String> complaints = check.complaints(Wellness.of(context));
        while (!complaints.isEmpty() && System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(millis)) {
            Thread.sleep(GLANCE_MILLIS);
            complaints = check.complaints(Wellness.of(context));
        }
        return new ArrayList<>(complaints);
    }
}

package org.gemel.launcher.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * How a system is, to be compared with how it was: which bundles run, which services they offer, and how the virtual routers
 * are.
 *
 * @param bundles the symbolic names of the active ones
 * @param services the names of services, each behind the symbolic name of the bundle that offers it
 * @param routers the states of virtual routers, by name
 * @param served the names of those for which somebody else is known to be master
 * @param causes of the virtual routers in FAULT, by name, what may be at fault
 * @param patience for how many milliseconds backups of our masters wait at least; {@link Long#MAX_VALUE} without masters
 */
record Wellness(
        Set<String> bundles,
        Set<String> services,
        Map<String, String> routers,
        Set<String> served,
        Map<String, List<String>> causes,
        long patience) {

    private static final String MASTER = "MASTER";
    private static final String FAULT = "FAULT";

    /** How it is now. */
    static Wellness of(BundleContext context) {
        Set<String> bundles = new TreeSet<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE) {
                bundles.add(bundle.getSymbolicName());
            }
        }
        Set<String> services = new TreeSet<>();
        for (ServiceReference<?> each : references(context, null)) {
            Bundle offers = each.getBundle();
            if (offers != null && offers.getBundleId() != Constants.SYSTEM_BUNDLE_ID) {
                services.add(offers.getSymbolicName() + " "
                        + String.join(", ", (String[]) each.getProperty(Constants.OBJECTCLASS)));
            }
        }
        return of(bundles, services, states(context));
    }

    /** @param states what the appliance says */
    static Wellness of(Set<String> bundles, Set<String> services, Map<String, String> states) {
        Map<String, String> routers = new TreeMap<>();
        Set<String> served = new TreeSet<>();
        Map<String, List<String>> causes = new TreeMap<>();
        long patience = Long.MAX_VALUE;
        for (Map.Entry<String, String> each : states.entrySet()) {
            List<String> all = List.of(each.getValue().split(" "));
            causes.put(each.getKey(), all.stream().filter(Wellness::isCause).toList());
            String[] words = all.stream().filter(word -> !isCause(word)).toArray(String[]::new);
            routers.put(each.getKey(), words[0]);
            if (words.length > 2 && !words[0].equals(MASTER)) {
                served.add(each.getKey());
            }
            if (words.length > 1 && words[0].equals(MASTER)) {
                patience = Math.min(patience, Long.parseLong(words[1]));
            }
        }
        return new Wellness(bundles, services, routers, served, causes, patience);
    }

    /** As the appliance says it. */
    private static boolean isCause(String word) {
        return word.startsWith("link=") || word.equals("tracker");
    }

    /** What the appliance says of itself; nothing while it is not there. */
    private static Map<String, String> states(BundleContext context) {
        for (ServiceReference<?> each : references(context, "(gemel.command=run)")) {
            Object appliance = context.getService(each);
            try {
                if (appliance instanceof Supplier<?> supplier && supplier.get() instanceof Map<?, ?> states) {
                    Map<String, String> texts = new TreeMap<>();
                    states.forEach((name, state) -> texts.put(String.valueOf(name), String.valueOf(state)));
                    return texts;
                }
            } finally {
                context.ungetService(each);
            }
        }
        return Map.of();
    }

    /** For how many milliseconds a virtual router that waits for a master does so at most; -1 while no appliance says. */
    static long longestWait(BundleContext context) {
        if (references(context, "(objectClass=org.gemel.api.appliance.Appliance)")
                .isEmpty()) {
            return -1;
        }
        return states(context).values().stream()
                .map(each -> each.split(" "))
                .mapToLong(words -> words.length > 1 ? Long.parseLong(words[1]) : 0)
                .max()
                .orElse(0);
    }

    static List<ServiceReference<?>> references(
            BundleContext context, @org.jspecify.annotations.Nullable String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, filter);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(filter, e);
        }
    }

    /**
     * What of the virtual routers is not as it was, for a person. That another router ends, or comes back, while bundles are being
     * replaced is no fault of theirs: somebody is master all the time. Neither is one that has other reasons.
     */
    List<String> ailments(Wellness before, Surroundings surroundings) {
        List<String> ailments = new ArrayList<>();
        before.routers.forEach((name, state) -> {
            String now = routers.getOrDefault(name, "not running");
            boolean isMastered = now.equals(MASTER) || routers.containsKey(name) && served.contains(name);
            if (!now.equals(state)
                    && !isMastered
                    && !(now.equals(FAULT) && surroundings.explain(causes.getOrDefault(name, List.of())))) {
                ailments.add(name + " was " + state + " and is " + now);
            }
        });
        return ailments;
    }

    /** The virtual routers that were masters and are not. */
    List<String> mastersNoMore(Wellness before) {
        return before.routers.entrySet().stream()
                .filter(each -> each.getValue().equals(MASTER) && !MASTER.equals(routers.get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What else is not as it was. */
    List<String> losses(Wellness before) {
        return Stream.concat(
                        missing(before.bundles, bundles).map(name -> "the bundle " + name + " does not start"),
                        missing(before.services, services).map(name -> "the service " + name + " is missing"))
                .toList();
    }

    private static Stream<String> missing(Collection<String> before, Collection<String> now) {
        return before.stream().filter(each -> !now.contains(each));
    }
}

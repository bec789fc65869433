package org.gemel.launcher.internal;

import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * What else than bundles that are being replaced can put a virtual router into FAULT, and who sees it who is not replaced: the
 * JVM sees links, and trackers watch the rest.
 */
final class Surroundings {

    private static final String LINK = "link=";
    private static final String TRACKER = "tracker";
    private static final String WATCHERS = "(objectClass=org.gemel.api.tracker.TrackerFactory)";

    private static final Logger LOG = Logger.getLogger("org.gemel.update");

    private final Supplier<Set<String>> links;
    private final Supplier<Set<Object>> watchers;
    private final Set<String> linksBefore;
    private final Set<Object> watchersBefore;

    /**
     * As they are now, to be compared with how they are later.
     *
     * @param links names those that are up
     * @param watchers tells those who watch; others after a restart of theirs
     */
    Surroundings(Supplier<Set<String>> links, Supplier<Set<Object>> watchers) {
        this.links = links;
        this.watchers = watchers;
        linksBefore = links.get();
        watchersBefore = watchers.get();
    }

    static Surroundings of(BundleContext context) {
        return new Surroundings(
                Surroundings::linksUp,
                () -> Wellness.references(context, WATCHERS).stream()
                        .map(each -> each.getProperty(Constants.SERVICE_ID))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> linksUp() {
        Set<String> up = new TreeSet<>();
        try {
            NetworkInterface.networkInterfaces()
                    .filter(Surroundings::isUp)
                    .map(NetworkInterface::getName)
                    .forEach(up::add);
        } catch (SocketException | UncheckedIOException e) {
            LOG.log(Level.FINE, "links cannot be listed", e);
        }
        return up;
    }

    private static boolean isUp(NetworkInterface link) {
        try {
            return link.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** Whether one of these is at fault, and no bundle that was replaced. */
    boolean explain(List<String> causes) {
        if (causes.contains(TRACKER) && watchersBefore.equals(watchers.get())) {
            return true;
        }
        List<String> lost = causes.stream()
                .filter(each -> each.startsWith(LINK))
                .map(each -> each.substring(LINK.length()))
                .filter(linksBefore::contains)
                .toList();
        return !lost.isEmpty() && !links.get().containsAll(lost);
    }
}

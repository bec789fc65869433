package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.VrrpInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads a configuration that has come to mean something else though nobody has edited it. Where somebody has, nothing but a
 * reload runs it.
 */
final class UnaskedReload {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Reloader reloader;
    private final Predicate<String> link;

    /** @param link whether there is a link of that name */
    UnaskedReload(Reloader reloader, Predicate<String> link) {
        this.reloader = reloader;
        this.link = link;
    }

    /** Other programs' files have changed; returns the links that must be there before they can be followed. */
    Set<String> follow(Sources now) {
        Sources sources = reloader.sources();
        Path file = sources.file();
        if (now.sameOthers(sources)) {
            return Set.of();
        }
        if (!now.sameFile(sources)) {
            reloader.know(now);
            LOG.warn("{} changed, and is not followed, for {} has changed as well; reload it", others(now), file);
            return Set.of();
        }
        Proposal proposal = reloader.propose();
        if (!proposal.sources().sameFile(sources)) {
            reloader.know(now);
            LOG.warn("{} changed, and is not followed, for {} includes other files now; reload it", others(now), file);
            return Set.of();
        }
        InForce next = proposal.next();
        Set<String> missing = next == null ? Set.of() : missing(next.configuration());
        if (missing.isEmpty()) {
            LOG.info("{} changed, on which {} depends", others(now), file);
            reloader.apply(proposal);
        } else {
            LOG.warn(
                    "{} changed, and is followed as soon as there is {}; what runs goes on",
                    others(now),
                    String.join(", ", missing));
        }
        return missing;
    }

    /**
     * Looks at the file again after keywords that plugins declare have come or gone; whoever has edited it meanwhile has to
     * reload it.
     */
    void recheck() {
        Sources sources = reloader.sources();
        Path file = sources.file();
        if (!sources.now().sameFile(sources)) {
            LOG.info("keywords of plugins have come or gone; a reload says what that means for {}", file);
            return;
        }
        Proposal proposal = reloader.propose();
        if (!proposal.sources().sameFile(sources)) {
            LOG.info("keywords of plugins have come or gone; a reload says what that means for {}", file);
        } else if (proposal.next() == null) {
            proposal.diagnostics().stream()
                    .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
                    .forEach(diagnostic -> LOG.warn("{}", diagnostic));
            LOG.warn(
                    "keywords of plugins have come or gone: {} now; what runs goes on",
                    Proposal.errors(file, proposal.diagnostics()));
        } else if (!proposal.changes().isEmpty()) {
            LOG.info("keywords of plugins have come or gone, and {} means something else", file);
            reloader.apply(proposal);
        }
    }

    /** Links that virtual routers would move to and that are not there. */
    private Set<String> missing(Configuration next) {
        Set<String> now = reloader.inForce().configuration().instances().stream()
                .map(VrrpInstance::interfaceName)
                .collect(Collectors.toSet());
        return next.instances().stream()
                .map(VrrpInstance::interfaceName)
                .filter(name -> !now.contains(name) && !link.test(name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String others(Sources sources) {
        return sources.others().keySet().stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}

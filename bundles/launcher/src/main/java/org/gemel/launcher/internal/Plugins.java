package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gemel.launcher.internal.DeployFolder.Found;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework's bundles, among them those that came from deploy/. */
final class Plugins {

    private static final String LOCATION = "deploy:";

    private static final Logger LOG = Logger.getLogger("org.gemel.deploy");

    private final BundleContext context;
    private final Limits limits;

    Plugins(BundleContext context, Limits limits) {
        this.context = context;
        this.limits = limits;
    }

    /** Whether it came from deploy/. */
    static boolean isOurs(Bundle bundle) {
        return bundle.getLocation().startsWith(LOCATION);
    }

    /** By its symbolic name. */
    @Nullable
    Bundle find(String name) {
        for (Bundle bundle : context.getBundles()) {
            if (name.equals(bundle.getSymbolicName())) {
                return bundle;
            }
        }
        return null;
    }

    void install(Found found) throws BundleException, IOException {
        try (InputStream in = Files.newInputStream(found.file())) {
            context.installBundle(LOCATION + found.title().name(), in);
        }
    }

    /** Its end is waited for, for a bounded time. */
    void uninstall(Bundle bundle) throws InterruptedException {
        Throwable failure = Attempt.begin("gemel-end-" + bundle.getSymbolicName(), bundle::uninstall)
                .failureWithin(limits.deployed(), limits.lastMoments());
        if (failure != null) {
            LOG.log(Level.WARNING, "{0} has not ended well: {1}", new Object[] {
                Title.of(bundle), Replacement.reason(failure)
            });
        }
        Exchange.refresh(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class));
    }
}

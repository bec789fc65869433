package org.gemel.launcher.internal;

import java.net.URI;
import java.nio.file.Path;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** What bundles were when the product was installed. */
final class Shipped {

    private static final String LOCATION = "reference:file:";

    private Shipped() {}

    /** Null for a plugin. */
    static @Nullable Title title(Bundle bundle) {
        Path jar = jar(bundle);
        try {
            return jar == null ? null : Jars.title(jar);
        } catch (Failure gone) {
            return null;
        }
    }

    /** The jar of the product that a bundle is from, whatever runs in its place by now; null for a plugin. */
    static @Nullable Path jar(Bundle bundle) {
        String location = bundle.getLocation();
        return location.startsWith(LOCATION) ? Path.of(URI.create(location.substring("reference:".length()))) : null;
    }
}

package org.gemel.appliance.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the configuration is. */
final class ConfigurationFile {

    /** Our own name first; a host that comes from keepalived need not change a thing. */
    private static final List<Path> PLACES =
            List.of(Path.of("/etc/gemel/gemel.conf"), Path.of("/etc/keepalived/keepalived.conf"));

    private final List<Path> places;

    private ConfigurationFile(List<Path> places) {
        this.places = places;
    }

    /** The file that was asked for, or else one of the usual places. */
    static ConfigurationFile at(@Nullable String asked) {
        return new ConfigurationFile(asked == null || asked.isEmpty() ? PLACES : List.of(Path.of(asked)));
    }

    /** The first place that has a file, or null. */
    @Nullable
    Path find() {
        return places.stream().filter(Files::isRegularFile).findFirst().orElse(null);
    }

    /** Why there is none, for a person. */
    String notFound() {
        List<String> names = places.stream().map(Path::toString).toList();
        return "no configuration file: looked for " + String.join(" and ", names)
                + "; name another with -f FILE, or put one there";
    }
}

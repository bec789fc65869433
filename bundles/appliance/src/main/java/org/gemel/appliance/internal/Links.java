package org.gemel.appliance.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;

/** What links there are, for who need not know more. */
final class Links {

    private static final Path LINKS = Path.of("/proc/thread-self/net/dev");

    private Links() {}

    /** Whether a platform has a link of a name; also if nobody can tell. */
    static boolean present(Platform platform, String name) {
        try {
            return platform.inside(() -> Files.readAllLines(LINKS)).stream()
                    .anyMatch(line -> line.strip().startsWith(name + ":"));
        } catch (IOException | PlatformException unknown) {
            return true;
        }
    }
}

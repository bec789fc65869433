package org.gemel.demo.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The routers' configuration files, such as anybody would write for keepalived. */
final class RouterFiles {

    /** The routers and their priorities, the better one first. */
    static final Map<String, Integer> PRIORITIES = Map.of("r1", 200, "r2", 100);

    /** The routers, the better one first. */
    static final List<String> ROUTERS = List.of("r1", "r2");

    private final Path directory;

    RouterFiles(BigDecimal interval) {
        try {
            directory = Files.createTempDirectory("gemel-demo-");
            for (String router : ROUTERS) {
                Files.createDirectory(directory(router));
                Files.writeString(config(router), text(router, interval));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the routers' configuration files", e);
        }
    }

    private static String text(String router, BigDecimal interval) {
        return """
                vrrp_instance lan {
                    state %s
                    interface eth0
                    virtual_router_id 51
                    priority %d
                    version 3
                    advert_int %s
                    virtual_ipaddress {
                        %s/24
                    }
                }
                """.formatted(
                        router.equals("r1") ? "MASTER" : "BACKUP",
                        PRIORITIES.get(router),
                        interval.toPlainString(),
                        Stage.SHARED);
    }

    /** A directory that a router may fill. */
    Path directory(String router) {
        return directory.resolve(router);
    }

    /** A router's file. */
    Path config(String router) {
        return directory(router).resolve("keepalived.conf");
    }

    /** Removes the files and all that was written beside them. */
    void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
    }
}

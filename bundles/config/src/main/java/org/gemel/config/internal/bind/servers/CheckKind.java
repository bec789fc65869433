package org.gemel.config.internal.bind.servers;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of check means where nothing is said (behaviour 88).
 *
 * @param retries how often it asks again
 * @param retryDelay how long it waits before that; null for as long as between rounds
 * @param port where it connects to if its real server has no port either; 0 for none
 * @param connects whether it connects to something
 * @param named whether it asks for a host by its name
 * @param secured whether it speaks TLS
 * @param hears whether it asks nobody and is told: there is no time to spread its questions over then
 */
record CheckKind(
        int retries,
        @Nullable Duration retryDelay,
        int port,
        boolean connects,
        boolean named,
        boolean secured,
        boolean hears) {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration THREE = Duration.ofSeconds(3);

    private static final Map<String, CheckKind> BUILT_IN = Map.of(
            "TCP_CHECK", new CheckKind(1, SECOND, 0, true, false, false, false),
            "UDP_CHECK", new CheckKind(1, SECOND, 0, true, false, false, false),
            "PING_CHECK", new CheckKind(1, SECOND, 0, false, false, false, false),
            "SMTP_CHECK", new CheckKind(1, SECOND, 25, true, false, false, false),
            "DNS_CHECK", new CheckKind(3, null, 53, true, false, false, false),
            "HTTP_GET", new CheckKind(3, THREE, 80, true, true, false, false),
            "SSL_GET", new CheckKind(3, THREE, 443, true, true, true, false),
            "MISC_CHECK", new CheckKind(0, SECOND, 0, false, false, false, false),
            "FILE_CHECK", new CheckKind(0, SECOND, 0, false, false, false, true),
            "BFD_CHECK", new CheckKind(0, SECOND, 0, false, false, false, true));

    /** Somebody else's may need anything. */
    private static final CheckKind OTHER = new CheckKind(1, SECOND, 0, false, true, true, false);

    static CheckKind of(String keyword) {
        return BUILT_IN.getOrDefault(keyword, OTHER);
    }
}

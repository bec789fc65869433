package org.gemel.checker.http.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Connection;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/** Checks as they are written: words separated by spaces, lines by semicolons, a url's own lines in braces. */
final class Definitions {

    static final Position AT = new Position("a.conf", 3, 5);

    private Definitions() {}

    static CheckerDefinition http(int port, String... settings) {
        return of("HTTP_GET", port, Duration.ofSeconds(10), null, null, settings);
    }

    static CheckerDefinition of(
            String kind,
            int port,
            Duration timeout,
            @Nullable String virtualHost,
            @Nullable ClientTls tls,
            String... settings) {
        List<Setting> all = new ArrayList<>();
        for (String each : settings) {
            all.add(setting(each));
        }
        return new CheckerDefinition(
                kind,
                new Timing(Duration.ofSeconds(1), 0, Duration.ZERO, Duration.ZERO),
                false,
                false,
                new Connection(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), null, 0, null, 0, timeout),
                all,
                null,
                virtualHost,
                tls,
                1,
                AT);
    }

    /** Such as {@code url path /a; status_code 200 201}. */
    private static Setting setting(String text) {
        if (text.equals("url") || text.startsWith("url ")) {
            List<Setting> own = new ArrayList<>();
            for (String each : text.substring("url".length()).strip().split(";\\s*")) {
                if (!each.isEmpty()) {
                    own.add(setting(each));
                }
            }
            return new Setting("url", List.of(), own, null, AT);
        }
        String[] words = text.split(" ", 2);
        List<String> arguments = words.length == 1
                ? List.of()
                : words[0].equals("regex") ? List.of(words[1]) : List.of(words[1].split(" "));
        return new Setting(words[0], arguments, List.of(), null, AT);
    }
}

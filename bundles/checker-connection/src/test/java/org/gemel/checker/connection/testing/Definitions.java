package org.gemel.checker.connection.testing;

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
public final class Definitions {

    /** Where they are written. */
    public static final Position AT = new Position("a.conf", 3, 5);

    private Definitions() {}

    /** A check by HTTP of a server of this host. */
    public static CheckerDefinition http(int port, String... settings) {
        return of("HTTP_GET", Here.to(port, Duration.ofSeconds(10)), settings);
    }

    /** A check of a kind without TLS. */
    public static CheckerDefinition of(String kind, Connection connection, String... settings) {
        return inheriting(kind, connection, null, null, settings);
    }

    /** A check with what its real server may say for all its checks. */
    public static CheckerDefinition inheriting(
            String kind,
            Connection connection,
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
                connection,
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

package org.gemel.checker.http.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * One request, and what is wanted of its answer.
 *
 * @param name what was asked, for people
 * @param request its bytes
 * @param host the name of the server; null if it is asked for by its address
 * @param statuses wanted, at least one
 * @param digest the MD5 of the body that is wanted, in lower case; null for any
 * @param regex what is to be looked for in the body; null for nothing
 * @param goodbye whether TLS has to end as it should ({@code tls_compliant})
 */
record Url(
        String name,
        byte[] request,
        @Nullable String host,
        List<Statuses> statuses,
        @Nullable String digest,
        @Nullable Regex regex,
        boolean goodbye) {

    /** What is wanted where nothing is said (behaviour 93). */
    static final Statuses SUCCESS = new Statuses(200, 299);

    /**
     * Some status codes.
     *
     * @param first 100..599
     * @param last at least the first
     */
    record Statuses(int first, int last) {

        static Statuses of(String text, Position at) throws BadSettingException {
            int dash = text.indexOf('-');
            try {
                int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
                return new Statuses(first, dash < 0 ? first : Integer.parseInt(text.substring(dash + 1)));
            } catch (NumberFormatException e) {
                throw new BadSettingException(
                        at, "status_code " + text + " is none; write one, such as 200, or a range, such as 200-299");
            }
        }

        boolean contain(int code) {
            return code >= first && code <= last;
        }

        @Override
        public String toString() {
            return first == last ? String.valueOf(first) : first + "-" + last;
        }
    }

    Url {
        statuses = List.copyOf(statuses);
    }

    /** What is asked of a server by a check. */
    static List<Url> of(CheckerDefinition definition) throws BadSettingException {
        List<Url> urls = new ArrayList<>();
        for (Setting each : definition.settings()) {
            if (each.name().equals("url")) {
                urls.add(of(each, definition));
            }
        }
        if (urls.isEmpty()) {
            throw new BadSettingException(definition.at(), definition.kind() + " has no url; write one");
        }
        return List.copyOf(urls);
    }

    private static Url of(Setting url, CheckerDefinition definition) throws BadSettingException {
        List<Setting> own = url.settings();
        String path = Setting.last(own, "path").map(Setting::value).orElse("/");
        Optional<Setting> named = Setting.last(own, "virtualhost");
        String host = named.map(Setting::value).orElse(definition.virtualHost());
        String endpoint = AddressText.of(definition.connection().to());
        if (path.isEmpty() || path.charAt(0) != '/' && !path.equals("*")) {
            path = "/" + path;
        }
        if (!sendable(path) || !sendable(host == null ? "" : host)) {
            throw new BadSettingException(
                    url.at(),
                    "path and virtualhost can have neither spaces nor control characters; write %20 for a space");
        }
        List<Statuses> statuses = new ArrayList<>();
        for (Setting each : own) {
            if (each.name().equals("status_code")) {
                for (String code : each.arguments()) {
                    statuses.add(Statuses.of(code, each.at()));
                }
            }
        }
        return new Url(
                "GET " + (definition.kind().equals("SSL_GET") ? "https://" : "http://") + endpoint + path
                        + (host == null ? "" : " (" + host + ")"),
                request(path, host == null ? endpoint : host, definition),
                host,
                statuses.isEmpty() ? List.of(SUCCESS) : statuses,
                Setting.last(own, "digest")
                        .map(each -> each.value().toLowerCase(Locale.ROOT))
                        .orElse(null),
                Regex.of(url).orElse(null),
                definition.has("tls_compliant")
                        || Setting.last(own, "tls_compliant").isPresent());
    }

    private static boolean sendable(String text) {
        return text.chars().noneMatch(each -> each <= ' ' || each == 127);
    }

    private static byte[] request(String path, String host, CheckerDefinition definition) {
        String protocol = definition
                .setting("http_protocol")
                .map(each -> each.value().toUpperCase(Locale.ROOT))
                .orElse("1.0");
        return ("GET " + path + " HTTP/" + (protocol.equals("1.1") ? "1.1" : "1.0") + "\r\n"
                        + "User-Agent: KeepAliveClient\r\n"
                        + (protocol.equals("1.0") ? "" : "Connection: close\r\n")
                        + "Host: " + host + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Whether a status is wanted. */
    boolean wants(int status) {
        return statuses.stream().anyMatch(each -> each.contain(status));
    }

    /** What statuses are wanted, for people. */
    String wanted() {
        return statuses.stream().map(Statuses::toString).collect(Collectors.joining(" "));
    }
}

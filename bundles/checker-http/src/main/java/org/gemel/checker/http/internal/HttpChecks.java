package org.gemel.checker.http.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.ClientTls;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Target;
import org.gemel.checker.connection.Target.Tls;
import org.jspecify.annotations.Nullable;

/** Makes checks by HTTP from what is written. */
final class HttpChecks {

    private HttpChecks() {}

    static Checker make(CheckerDefinition definition, Platform platform, Dialers dialers) throws BadSettingException {
        return new HttpCheck(requests(definition), dialers.open(platform), System::nanoTime);
    }

    /** What is asked for by a check, one after the other. */
    static List<HttpCheck.Request> requests(CheckerDefinition definition) throws BadSettingException {
        List<HttpCheck.Request> requests = new ArrayList<>();
        for (Url each : Url.of(definition)) {
            requests.add(new HttpCheck.Request(each, target(definition, each)));
        }
        return requests;
    }

    private static Target target(CheckerDefinition definition, Url url) throws BadSettingException {
        if (!definition.kind().equals("SSL_GET")) {
            return Target.tcp(definition.connection());
        }
        ClientTls client = definition.tls();
        return Target.tls(
                definition.connection(), new Tls(client == null ? ClientTls.ANY : client, serverName(definition, url)));
    }

    /** The name for SNI; null for none (behaviour 94). */
    private static @Nullable String serverName(CheckerDefinition definition, Url url) throws BadSettingException {
        Optional<Setting> said = definition.setting("sni_name");
        String name = said.map(Setting::value).orElse(url.host());
        if (name == null || said.isEmpty() && !definition.has("enable_sni")) {
            return null;
        }
        int port = name.indexOf(':');
        String host = port < 0 ? name : name.substring(0, port);
        try {
            return new SNIHostName(host).getAsciiName();
        } catch (IllegalArgumentException e) {
            throw new BadSettingException(
                    said.map(Setting::at).orElse(definition.at()),
                    "the server name for SNI cannot be " + name + "; write a host name as sni_name");
        }
    }

    static Duration limit(CheckerDefinition definition) {
        long urls = definition.settings().stream()
                .filter(each -> each.name().equals("url"))
                .count();
        return Target.longest(definition.connection()).multipliedBy(Math.max(1, urls));
    }
}

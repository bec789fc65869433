package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Ah;
import org.gemel.api.config.Authentication.Hmac;
import org.gemel.api.config.Authentication.Key;
import org.gemel.api.config.Authentication.Pass;

/** How advertisements are authenticated, without the secrets. */
final class AuthenticationFacts {

    private static final String HIDDEN = "<hidden>";

    private AuthenticationFacts() {}

    static void add(Authentication authentication, Facts facts) {
        if (authentication instanceof Hmac hmac) {
            hmac(hmac, facts);
        } else if (authentication instanceof Pass) {
            facts.add("auth_type", "PASS").add("auth_pass", HIDDEN);
        } else if (authentication instanceof Ah) {
            facts.add("auth_type", "AH").add("auth_pass", HIDDEN);
        } else {
            facts.add("auth_type", "none");
        }
    }

    private static void hmac(Hmac hmac, Facts facts) {
        add(hmac.besides(), facts);
        for (Key key : hmac.keys()) {
            facts.add("auth_hmac key", key.id() + " " + HIDDEN);
        }
        facts.add("auth_hmac active_key", hmac.activeKey())
                .add(
                        "auth_hmac mode",
                        hmac.mode().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("auth_hmac time_window", hmac.timeWindow())
                .add("auth_hmac anti_replay", hmac.clockChecked() ? "time" : "monotonic");
        add(hmac.besides(), facts);
    }
}

package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.Notifications.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookBinderTest {

    private static String text(String... lines) {
        return "global_defs {\nwebhook {\n" + String.join("\n", lines) + "\n}\n}\n";
    }

    private static List<Webhook> of(String text) {
        return bind(text).configuration().notifications().webhooks();
    }

    @Test
    void aWebhookHasAnAddressASecretAndATimeout() {
        assertThat(of(text("url https://example.org:8443/a?b=c", "secret_file /etc/gemel/secret", "timeout 2.5")))
                .containsExactly(new Webhook(
                        URI.create("https://example.org:8443/a?b=c"),
                        Path.of("/etc/gemel/secret"),
                        Duration.ofMillis(2500)));
    }

    @Test
    void theAddressAloneIsEnough() {
        assertThat(of(text("url http://[2001:db8::1]/")))
                .containsExactly(new Webhook(URI.create("http://[2001:db8::1]/"), null, Duration.ofSeconds(5)));
    }

    @Test
    void thereMayBeSeveralWithDifferentAddresses() {
        String one = text("url http://a/");
        String other = text("url http://b/");
        assertThat(of(one + other)).hasSize(2);
        assertThat(of(one + one)).hasSize(1);
        assertThat(codes(one + one)).containsExactly("duplicate-webhook");
    }

    @Test
    void withoutAnAddressItIsNone() {
        assertThat(of(text("timeout 2"))).isEmpty();
        assertThat(codes(text("timeout 2"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a/",
                "//a/",
                "a",
                "http:///x",
                "http://a:99999/",
                "https://user:s3cret@a/",
                "http://a/%zz",
                "http://a_b/"
            })
    void whatIsNoAddressOfAWebServerIsRefused(String url) {
        String text = text("url " + url);
        assertThat(of(text)).isEmpty();
        assertThat(codes(text)).containsExactly("bad-value");
        assertThat(bind(text).diagnostics().toString()).doesNotContain("s3cret");
    }
}

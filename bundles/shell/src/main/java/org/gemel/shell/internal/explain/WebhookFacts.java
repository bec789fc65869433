package org.gemel.shell.internal.explain;

import org.gemel.api.config.Directive;
import org.gemel.api.config.Notifications.Webhook;

/** What holds for a web server that is told. */
final class WebhookFacts {

    static final String BLOCK = "webhook";

    private static final String URL = "url";

    private WebhookFacts() {}

    static Section of(Webhook webhook) {
        return new Facts()
                .add(URL, text(webhook.url().toString()))
                .add(
                        "secret_file",
                        webhook.secret() == null ? "none" : webhook.secret().toString())
                .add("timeout", webhook.timeout())
                .section(BLOCK, "");
    }

    /** Whether that may be the block that a section tells of: it names the same server. */
    static boolean areOf(Section section, Directive block) {
        return block.children().stream()
                .filter(child -> child.name().equals(URL))
                .flatMap(child -> child.arguments().stream())
                .map(word -> new Fact(URL, text(word.text())))
                .anyMatch(section.facts()::contains);
    }

    /** A path or query may be as good as a password; the server is none. */
    private static String text(String url) {
        return url.replaceFirst("^([^:]*://[^/?]*)(?:/.+|\\?.*)$", "$1/<hidden>");
    }
}

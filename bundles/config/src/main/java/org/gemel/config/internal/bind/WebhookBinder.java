package org.gemel.config.internal.bind;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gemel.api.config.Notifications.Webhook;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds web servers that are told. */
final class WebhookBinder {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int LONGEST = 2048;
    private static final int HIGHEST_PORT = 65535;
    private static final String ADVICE = "write the whole address, such as https://example.org/hook";

    private final Block global;
    private final Diagnostics diagnostics;

    /** @param global all {@code global_defs} blocks as one */
    WebhookBinder(Block global, Diagnostics diagnostics) {
        this.global = global;
        this.diagnostics = diagnostics;
    }

    List<Webhook> bind() {
        List<Webhook> webhooks = new ArrayList<>();
        for (Item item : global.all("webhook")) {
            Block own = item.block();
            own.last("url")
                    .flatMap(this::url)
                    .map(url -> new Webhook(
                            url,
                            own.last("secret_file")
                                    .map(file -> Path.of(file.text()))
                                    .orElse(null),
                            own.last("timeout").map(Item::seconds).orElse(TIMEOUT)))
                    .filter(webhook -> isNew(item, webhook, webhooks))
                    .ifPresent(webhooks::add);
        }
        return webhooks;
    }

    private boolean isNew(Item item, Webhook webhook, List<Webhook> webhooks) {
        boolean known = webhooks.stream().anyMatch(each -> each.url().equals(webhook.url()));
        if (known) {
            diagnostics.warning(
                    item.at(),
                    "duplicate-webhook",
                    "webhook: there is already one with that url; this one is left out",
                    "remove one of them");
        }
        return !known;
    }

    /** What is wrong with it is said without repeating it: it may be as good as a password. */
    private Optional<URI> url(Item item) {
        try {
            URI url = new URI(item.text());
            String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                return refused(item, "begins neither with http:// nor with https://");
            }
            if (url.getHost() == null
                    || url.getPort() > HIGHEST_PORT
                    || item.text().length() > LONGEST) {
                return refused(item, "has no host, no such port, or more than " + LONGEST + " characters");
            }
            if (url.getUserInfo() != null) {
                return refused(item, "has a password in it, which would be shown; use secret_file");
            }
            return Optional.of(url);
        } catch (URISyntaxException e) {
            return refused(item, "is not one: " + e.getReason());
        }
    }

    private Optional<URI> refused(Item item, String why) {
        diagnostics.error(item.at(), "bad-value", "url of a webhook: it " + why, ADVICE);
        return Optional.empty();
    }
}

package org.gemel.config.internal.bind;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Hmac.Mode;
import org.gemel.api.config.Authentication.Key;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds {@code auth_hmac} (behaviour 50). No message shows a key. */
final class HmacBinder {

    private static final int LEAST_BYTES = 32;
    private static final int MOST_BYTES = 64;
    private static final int LARGEST_FILE = 1024;
    private static final Duration LEAST_WINDOW = Duration.ofSeconds(5);
    private static final String ADVICE = "write 32 to 64 characters, or hex: and 64 to 128 digits, or file: and a path";

    private final Diagnostics diagnostics;

    HmacBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** @param besides what a password block says */
    Authentication bind(Item block, Duration interval, Authentication besides) {
        Block own = block.block();
        List<Key> keys = new ArrayList<>();
        for (Item item : own.all("key")) {
            key(item, keys).ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            diagnostics.error(
                    block.at(), "missing-keyword", "auth_hmac has no key that can be used", "write 'key 1 ...'");
            return besides;
        }
        return new Authentication.Hmac(
                keys,
                activeKey(own, keys),
                own.last("mode").map(Item::text).map(HmacBinder::mode).orElse(Mode.ENFORCE),
                own.last("time_window").map(Item::seconds).orElse(longer(LEAST_WINDOW, interval.multipliedBy(3))),
                !own.last("anti_replay").map(Item::text).orElse("time").equals("monotonic"),
                withSignature(block, besides));
    }

    private Authentication withSignature(Item block, Authentication besides) {
        if (!(besides instanceof Authentication.Ah)) {
            return besides;
        }
        diagnostics.warning(
                block.at(),
                "ah-with-auth-hmac",
                "auth_hmac takes the place of authentication type AH, which is ignored",
                "remove one of the two blocks");
        return new Authentication.None();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Mode mode(String text) {
        return switch (text) {
            case "receive-only" -> Mode.RECEIVE_ONLY;
            case "permissive" -> Mode.PERMISSIVE;
            default -> Mode.ENFORCE;
        };
    }

    private int activeKey(Block own, List<Key> keys) {
        int first = keys.get(0).id();
        Optional<Item> wanted = own.last("active_key");
        if (wanted.isEmpty()
                || keys.stream().anyMatch(key -> key.id() == wanted.get().number())) {
            return wanted.map(Item::number).orElse(first);
        }
        diagnostics.error(
                wanted.get().at(),
                "no-such-key",
                "there is no key " + wanted.get().number() + " to sign with",
                "write active_key with the id of one of the keys");
        return first;
    }

    private Optional<Key> key(Item item, List<Key> known) {
        int id = item.number();
        if (known.stream().anyMatch(key -> key.id() == id)) {
            diagnostics.error(
                    item.at(),
                    "duplicate-key",
                    "there are two keys with the id " + id,
                    "give each key an id of its own");
            return Optional.empty();
        }
        byte[] secret = secret(item);
        if (secret != null && (secret.length < LEAST_BYTES || secret.length > MOST_BYTES)) {
            diagnostics.error(
                    item.at(),
                    "bad-key",
                    "key " + id + " has " + secret.length + " bytes, and 32 to 64 are needed",
                    ADVICE);
            return Optional.empty();
        }
        return Optional.ofNullable(secret).map(bytes -> new Key(id, bytes));
    }

    private byte @Nullable [] secret(Item item) {
        String text = item.value(1, String.class);
        if (text.startsWith("hex:")) {
            try {
                return HexFormat.of().parseHex(text.substring("hex:".length()));
            } catch (IllegalArgumentException e) {
                diagnostics.error(
                        item.at(),
                        "bad-key",
                        "key " + item.number() + " is not an even number of hexadecimal digits",
                        ADVICE);
                return null;
            }
        }
        return text.startsWith("file:") ? file(item, text.substring("file:".length())) : text.getBytes(UTF_8);
    }

    /** The file's bytes without the end of its last line. */
    private byte @Nullable [] file(Item item, String name) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(Path.of(name))) {
            bytes = in.readNBytes(LARGEST_FILE);
        } catch (IOException | InvalidPathException e) {
            diagnostics.error(
                    item.at(),
                    "unreadable-key",
                    "the file of key " + item.number() + " cannot be read",
                    "write file: and an absolute path that this user may read");
            return null;
        }
        int length = bytes.length;
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return Arrays.copyOf(bytes, length);
    }
}

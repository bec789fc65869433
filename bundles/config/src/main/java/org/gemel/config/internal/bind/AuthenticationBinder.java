package org.gemel.config.internal.bind;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.gemel.api.config.Authentication;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds the authentication of VRRPv2 and the signatures of any version. No message shows a password. */
final class AuthenticationBinder {

    private static final int PASSWORD_LENGTH = 8;

    private final Diagnostics diagnostics;
    private final HmacBinder hmac;

    AuthenticationBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
        this.hmac = new HmacBinder(diagnostics);
    }

    Authentication bind(Block own, int version, Duration interval) {
        Authentication inMessage = inMessage(own, version);
        return own.last("auth_hmac")
                .map(block -> hmac.bind(block, interval, inMessage))
                .orElse(inMessage);
    }

    private Authentication inMessage(Block own, int version) {
        Optional<Item> block = own.last("authentication");
        if (block.isEmpty()) {
            return new Authentication.None();
        }
        Optional<Item> type = block.get().block().last("auth_type");
        Optional<Item> password = block.get().block().last("auth_pass");
        if (type.isEmpty()) {
            password.ifPresent(item -> diagnostics.note(
                    item.at(),
                    "password-without-type",
                    "without a known auth_type the password is not used",
                    "write 'auth_type PASS' or remove the block"));
            return new Authentication.None();
        }
        if (version == 3) {
            diagnostics.warning(
                    block.get().at(),
                    "authentication-in-version-3",
                    "VRRP version 3 has no authentication; the block is ignored",
                    "remove it, or use version 2, or sign with auth_hmac on all routers");
            return new Authentication.None();
        }
        if (password.isEmpty()) {
            diagnostics.error(
                    type.get().at(),
                    "missing-keyword",
                    "authentication type " + type.get().text() + " has no password",
                    "write 'auth_pass' with up to 8 characters");
            return new Authentication.None();
        }
        byte[] bytes = eightBytes(password.get());
        return type.get().text().equals("AH") ? new Authentication.Ah(bytes) : new Authentication.Pass(bytes);
    }

    private byte[] eightBytes(Item password) {
        byte[] bytes = password.text().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > PASSWORD_LENGTH) {
            diagnostics.warning(
                    password.at(),
                    "password-truncated",
                    "the password is longer than 8 characters; only the first 8 are used",
                    "write 8 characters or fewer");
        }
        return Arrays.copyOf(bytes, PASSWORD_LENGTH);
    }
}

package org.gemel.config.internal.bind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import org.gemel.api.config.Authentication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationBinderTest {

    private static String with(String... lines) {
        return instance("authentication {\n" + String.join("\n", lines) + "\n}");
    }

    @Test
    void aPasswordIsPaddedWithZeros() {
        assertThat(only(with("auth_type PASS", "auth_pass abc")).authentication())
                .isEqualTo(new Authentication.Pass("abc\0\0\0\0\0".getBytes(UTF_8)));
    }

    @Test
    void aLongPasswordIsCutWithAWarning() {
        assertThat(only(with("auth_type PASS", "auth_pass 123456789")).authentication())
                .isEqualTo(new Authentication.Pass("12345678".getBytes(UTF_8)));
        assertThat(codes(with("auth_type PASS", "auth_pass 123456789"))).containsExactly("password-truncated");
        assertThat(codes(with("auth_type PASS", "auth_pass 12345678"))).isEmpty();
    }

    @Test
    void aPasswordWithoutATypeIsNotUsed() {
        assertThat(only(with("auth_pass abc")).authentication()).isEqualTo(new Authentication.None());
        assertThat(codes(with("auth_pass abc"))).containsExactly("password-without-type");
    }

    @Test
    void aTypeWithoutAPasswordIsAnError() {
        assertThat(codes(with("auth_type PASS"))).containsExactly("missing-keyword");
    }

    @Test
    void version3HasNoAuthentication() {
        String text = instance("version 3", "authentication {\nauth_type PASS\nauth_pass abc\n}");
        assertThat(only(text).authentication()).isEqualTo(new Authentication.None());
        assertThat(codes(text)).containsExactly("authentication-in-version-3");
    }

    @Test
    void theAuthenticationHeaderHasAPasswordToo() {
        assertThat(only(with("auth_type AH", "auth_pass abc")).authentication())
                .isEqualTo(new Authentication.Ah("abc\0\0\0\0\0".getBytes(UTF_8)));
        assertThat(codes(with("auth_type AH"))).containsExactly("missing-keyword");
    }

    @Test
    void withTheAuthenticationHeaderARouterListensFirst() {
        String text = instance("state MASTER", "authentication {\nauth_type AH\nauth_pass abc\n}", "priority 120");
        assertThat(only(text).startAsMaster()).isFalse();
        assertThat(codes(text)).containsExactly("master-with-ah");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "auth_type PASS\nauth_pass hunter2hunter2",
                "auth_type PASS\nauth_pass hunter2 hunter2",
                "auth_type PASS\nauth_pass hunter2\nauth_pass hunter2hunter2",
                "auth_type AH\nauth_pass hunter2 hunter2",
                "auth_pass hunter2 {\nx\n}"
            })
    void noMessageShowsAPassword(String lines) {
        assertThat(bind(with(lines)).diagnostics())
                .isNotEmpty()
                .allSatisfy(diagnostic -> assertThat(diagnostic).asString().doesNotContain("hunter2"));
        assertThat(bind(with(lines)).toString()).doesNotContain("hunter2");
    }

    @Test
    void noMessageShowsAKey() {
        String text = instance("auth_hmac {\nkey 300 hunter2\nkey 1 hunter2 hunter2\n}");
        assertThat(bind(text).diagnostics())
                .isNotEmpty()
                .allSatisfy(diagnostic -> assertThat(diagnostic).asString().doesNotContain("hunter2"));
    }
}

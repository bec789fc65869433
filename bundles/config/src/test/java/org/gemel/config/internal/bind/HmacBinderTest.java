package org.gemel.config.internal.bind;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Authentication.Hmac;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HmacBinderTest {

    private static final String TEXT = "hunter2hunter2hunter2hunter2hunter2!";

    private static String with(String... lines) {
        return instance("version 3", "advert_int 4", "auth_hmac {\n" + String.join("\n", lines) + "\n}");
    }

    private static Hmac hmac(String... lines) {
        return (Hmac) only(with(lines)).authentication();
    }

    @Test
    void aKeyAloneSignsAndIsEnforced() {
        Hmac hmac = hmac("key 7 " + TEXT);
        assertThat(hmac.activeKey()).isEqualTo(7);
        assertThat(hmac.mode()).isEqualTo(Hmac.Mode.ENFORCE);
        assertThat(hmac.clockChecked()).isTrue();
        assertThat(hmac.keys().get(0).secret()).isEqualTo(TEXT.getBytes(UTF_8));
    }

    @Test
    void theTimeWindowIsThreeIntervalsOrFiveSeconds() {
        assertThat(hmac("key 1 " + TEXT).timeWindow()).isEqualTo(Duration.ofSeconds(12));
        assertThat(hmac("key 1 " + TEXT, "time_window 60").timeWindow()).isEqualTo(Duration.ofMinutes(1));
        Hmac often = (Hmac) only(instance("auth_hmac {\nkey 1 " + TEXT + "\n}")).authentication();
        assertThat(often.timeWindow()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void keysAreRolledOverByTheActiveOne() {
        Hmac hmac = hmac("key 1 " + TEXT, "key 2 hex:" + "ab".repeat(32), "active_key 2", "mode permissive");
        assertThat(hmac.activeKey()).isEqualTo(2);
        assertThat(hmac.keys()).hasSize(2);
        assertThat(hmac.mode()).isEqualTo(Hmac.Mode.PERMISSIVE);
        assertThat(hmac("key 1 " + TEXT, "mode receive-only", "anti_replay monotonic"))
                .satisfies(other -> {
                    assertThat(other.mode()).isEqualTo(Hmac.Mode.RECEIVE_ONLY);
                    assertThat(other.clockChecked()).isFalse();
                });
    }

    @Test
    void aKeyMayBeInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key"), TEXT + "\n");
        assertThat(hmac("key 1 file:" + file).keys().get(0).secret()).isEqualTo(TEXT.getBytes(UTF_8));
        assertThat(codes(with("key 1 file:" + directory.resolve("none")))).contains("unreadable-key");
    }

    @Test
    void aPasswordGoesWithItAndAnAuthenticationHeaderDoesNot() {
        String signed = "auth_hmac {\nkey 1 " + TEXT + "\n}";
        Hmac hmac = (Hmac) only(instance(signed, "authentication {\nauth_type PASS\nauth_pass abc\n}"))
                .authentication();
        assertThat(hmac.besides()).isInstanceOf(Authentication.Pass.class);
        assertThat(codes(instance(signed, "authentication {\nauth_type AH\nauth_pass abc\n}")))
                .containsExactly("ah-with-auth-hmac");
    }

    @Test
    void whatCannotBeUsedIsAnError() {
        assertThat(codes(with("mode enforce"))).containsExactly("missing-keyword");
        assertThat(codes(with("key 1 short"))).contains("bad-key");
        assertThat(codes(with("key 1 hex:xyz"))).contains("bad-key");
        assertThat(codes(with("key 1 " + TEXT, "key 1 " + TEXT))).containsExactly("duplicate-key");
        assertThat(codes(with("key 1 " + TEXT, "active_key 2"))).containsExactly("no-such-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key 1 hunter2", "key 1 hex:hunter2", "key 1 file:/hunter2", "key 1 " + TEXT})
    void noMessageShowsAKey(String line) {
        assertThat(bind(with(line)).diagnostics())
                .allSatisfy(diagnostic -> assertThat(diagnostic).asString().doesNotContain("hunter2"));
        assertThat(bind(with(line)).toString()).doesNotContain("hunter2");
    }
}

package org.gemel.config.internal.bind.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.ClientTls;
import org.gemel.api.config.Command;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.config.Secret;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.config.internal.schema.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckBinderTest {

    private static final Duration MINUTE = Duration.ofSeconds(60);

    private static String text(String top, String ofVirtual, String ofReal, String check) {
        return top + "\nvirtual_server 192.0.2.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\n" + ofVirtual
                + "\nreal_server 10.0.0.1 8080 {\n" + ofReal + "\n" + check + "\n}\n}\n";
    }

    private static List<CheckerDefinition> all(String text) {
        return bind(text).configuration().balancing().servers().get(0).realServers().stream()
                .flatMap(real -> real.checkers().stream())
                .toList();
    }

    private static CheckerDefinition only(String text) {
        List<CheckerDefinition> checks = all(text);
        assertThat(checks).hasSize(1);
        return checks.get(0);
    }

    private static CheckerDefinition check(String lines) {
        return only(text("", "", "", lines));
    }

    /** Behaviour 88. */
    @ParameterizedTest(name = "{0}: {1} repeats, {2} s apart")
    @CsvSource({
        "TCP_CHECK, '',                 1, 1",
        "UDP_CHECK, '',                 1, 1",
        "PING_CHECK, '',                1, 1",
        "SMTP_CHECK, '',                1, 1",
        "DNS_CHECK, '',                 3, 60",
        "HTTP_GET, url { ; path / ; },     3, 3",
        "SSL_GET, url { ; path / ; },      3, 3",
        "MISC_CHECK, misc_path /bin/t,  0, 1",
        "REDIS_CHECK, '',               1, 1"
    })
    void aKindThatSaysNothingHasItsOwnRepeats(String kind, String lines, int retries, int delay) {
        assertThat(check(kind + " {\n" + lines.replace(" ; ", "\n") + "\n}").timing())
                .isEqualTo(new Timing(MINUTE, retries, Duration.ofSeconds(delay), MINUTE));
    }

    @ParameterizedTest
    @CsvSource({"retry 5, '', '', 5", "retry 5, retry 6, '', 6", "retry 5, retry 6, retry 7, 7"})
    void whatIsSaidNearestCounts(String ofVirtual, String ofReal, String own, int retries) {
        assertThat(only(text("", ofVirtual, ofReal, "HTTP_GET {\n" + own + "\nurl {\npath /\n}\n}"))
                        .timing()
                        .retries())
                .isEqualTo(retries);
    }

    @Test
    void theFirstRoundBeginsWithinTheTimeBetweenRounds() {
        assertThat(check("TCP_CHECK {\ndelay_loop 2.5\n}").timing().warmup()).isEqualTo(Duration.ofMillis(2500));
        assertThat(check("TCP_CHECK {\ndelay_loop 2\nwarmup 0\n}").timing().warmup())
                .isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource({"FILE_CHECK, track_file f", "BFD_CHECK, name b"})
    void whatIsToldAndNotAskedForIsHeardFromTheStart(String kind, String line) {
        String defined = "track_file f {\nfile /run/f\n}\nbfd_instance b {\nneighbor_ip 10.0.0.1\n}";
        assertThat(only(text(defined, "warmup 30", "", kind + " {\n" + line + "\n}"))
                        .timing()
                        .warmup())
                .isEqualTo(Duration.ZERO);
    }

    @Test
    void theOlderWordForRetryCounts() {
        assertThat(check("HTTP_GET {\nnb_get_retry 2\nurl {\npath /\n}\n}")
                        .timing()
                        .retries())
                .isEqualTo(2);
    }

    @Test
    void whereItConnectsToIsItsRealServerUnlessItSaysSo() {
        var connection = check("TCP_CHECK {\nconnect_port 9\nbindto 10.0.0.9\nbind_port 99\nbind_if eth1\nfwmark 5\n}")
                .connection();
        assertThat(connection.to()).isEqualTo(new InetSocketAddress("10.0.0.1", 9));
        assertThat(connection.from()).hasToString("/10.0.0.9");
        assertThat(connection.fromPort()).isEqualTo(99);
        assertThat(connection.interfaceName()).isEqualTo("eth1");
        assertThat(connection.mark()).isEqualTo(5);
        assertThat(connection.timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void wordsOfAKindAreSettingsAsWritten() {
        CheckerDefinition check =
                check("HTTP_GET {\nurl {\npath \"/a b\"\nstatus_code 200 204\n}\nurl {\npath /c\n}\nretry 1\n}");
        assertThat(check.settings()).extracting(Setting::name).containsExactly("url", "url");
        assertThat(check.settings().get(0).settings())
                .extracting(Setting::arguments)
                .containsExactly(List.of("/a b"), List.of("200", "204"));
        assertThat(check.at().line()).isEqualTo(check.settings().get(0).at().line() - 1);
    }

    @Test
    void theSecretOfAPluginsWordIsNotPrinted() {
        Vocabulary vocabulary = new Vocabulary(complaint -> {});
        vocabulary.add(
                1,
                "redis",
                "real_server\tREDIS_CHECK\t{REDIS_CHECK}\tacts,many\tplugin\tA\tprobe\n"
                        + "REDIS_CHECK\tpassword\tsecret\tacts\tplugin\tA\twhat AUTH is sent with\n");
        CheckerDefinition check = bind(text("", "", "", "REDIS_CHECK {\npassword hunter22\n}"), "", vocabulary.schema())
                .configuration()
                .balancing()
                .servers()
                .get(0)
                .realServers()
                .get(0)
                .checkers()
                .get(0);

        assertThat(check.settings()).extracting(Setting::value).containsExactly("hunter22");
        assertThat(check.toString()).contains("password").doesNotContain("hunter22");
    }

    @ParameterizedTest
    @CsvSource({
        "virtualhost a, '', '', a",
        "virtualhost a, virtualhost b, '', b",
        "virtualhost a, virtualhost b, virtualhost c, c"
    })
    void theHostToAskForIsInherited(String ofVirtual, String ofReal, String own, String host) {
        assertThat(only(text("", ofVirtual, ofReal, "HTTP_GET {\n" + own + "\nurl {\npath /\n}\n}"))
                        .virtualHost())
                .isEqualTo(host);
    }

    @Test
    void whoAsksForNoHostHasNone() {
        assertThat(only(text("", "virtualhost a", "", "TCP_CHECK {\n}")).virtualHost())
                .isNull();
    }

    @Test
    void tlsIsAsTheFileSaysForAll() {
        String ssl = "SSL {\npassword x\nca /ca\ncertificate /c\nkey /k\n}";
        assertThat(only(text(ssl, "", "", "SSL_GET {\nurl {\npath /\n}\n}")).tls())
                .isEqualTo(new ClientTls(Path.of("/ca"), Path.of("/c"), Path.of("/k"), new Secret("x")));
        assertThat(check("SSL_GET {\nurl {\npath /\n}\n}").tls()).isEqualTo(ClientTls.ANY);
        assertThat(check("HTTP_GET {\nurl {\npath /\n}\n}").tls()).isNull();
    }

    @Test
    void aProgramIsRunAsAnyScriptIs() {
        CheckerDefinition check = only(text(
                "global_defs {\nenable_script_security\n}",
                "delay_loop 7",
                "",
                "MISC_CHECK {\nmisc_path \"/bin/check 'a b'\"\nuser root\nmisc_dynamic\n}"));
        assertThat(check.setting("misc_path").orElseThrow().command())
                .isEqualTo(
                        new Command(List.of("/bin/check", "a b"), "root", null, new ScriptPolicy(true, false, false)));
        assertThat(check.settings()).extracting(Setting::name).containsExactly("misc_path", "misc_dynamic");
        assertThat(check.connection().timeout()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aProgramMayTakeAsLongAsItSays() {
        assertThat(check("MISC_CHECK {\nmisc_path /bin/check\nmisc_timeout 4\n}")
                        .connection()
                        .timeout())
                .isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void aProgramThatNobodyMayRunIsNoCheck() {
        assertThat(all(text(
                        "global_defs {\nenable_script_security\n}", "", "", "MISC_CHECK {\nmisc_path /bin/check\n}")))
                .isEmpty();
    }

    @Test
    void aFileIsReferredToWithItsWeight() {
        String file = "track_file f {\nfile /run/f\nweight 3 reverse\n}";
        CheckerDefinition check = only(text(file, "", "", "FILE_CHECK {\ntrack_file f\n}"));
        assertThat(check.tracker()).isEqualTo(new TrackerDefinition.NumberFile("f", Path.of("/run/f"), null, false));
        assertThat(check.setting("weight").orElseThrow().arguments()).containsExactly("3", "reverse");
        assertThat(only(text(file, "", "", "FILE_CHECK {\ntrack_file f\nweight 5\n}"))
                        .setting("weight")
                        .orElseThrow()
                        .arguments())
                .containsExactly("5");
    }

    @Test
    void aFileOfACheckIsWatched() {
        assertThat(codes(text("track_file f {\nfile /run/f\n}", "", "", "FILE_CHECK {\ntrack_file f\n}")))
                .isEmpty();
    }

    @Test
    void aSessionIsReferredTo() {
        CheckerDefinition check =
                only(text("bfd_instance b {\nneighbor_ip 10.0.0.1\n}", "alpha", "", "BFD_CHECK {\nname b\n}"));
        assertThat(check.tracker()).isInstanceOf(TrackerDefinition.BfdSession.class);
        assertThat(check.alpha()).isTrue();
    }

    /** keepalived calls them additional checks, too. */
    @Test
    void eachHostOfAMailServerIsACheckOfItsOwn() {
        List<CheckerDefinition> checks = all(
                text(
                        "",
                        "",
                        "",
                        "SMTP_CHECK {\nhelo_name h\nconnect_timeout 2\nhost {\nconnect_ip 10.0.0.5\n}\nhost {\nconnect_port 26\n}\n}"));
        assertThat(checks)
                .extracting(check -> check.connection().to())
                .containsExactly(new InetSocketAddress("10.0.0.5", 8080), new InetSocketAddress("10.0.0.1", 26));
        assertThat(checks).allSatisfy(check -> {
            assertThat(check.connection().timeout()).isEqualTo(Duration.ofSeconds(2));
            assertThat(check.settings()).extracting(Setting::name).containsExactly("helo_name");
        });
    }

    @Test
    void aCheckThatNobodyHasDeclaredIsBoundAsItIsWritten() {
        CheckerDefinition check =
                check("REDIS_CHECK {\nretry 4\nconnect_port 6379\npassword x y\nnested {\ndeep 1\n}\n}");
        assertThat(check.kind()).isEqualTo("REDIS_CHECK");
        assertThat(check.timing().retries()).isEqualTo(4);
        assertThat(check.connection().to().getPort()).isEqualTo(6379);
        assertThat(check.settings()).extracting(Setting::name).containsExactly("password", "nested");
        assertThat(check.settings().get(1).settings().get(0).value()).isEqualTo("1");
    }

    @Test
    void theWeightOfItsRealServerIsInIt() {
        assertThat(only(text("", "weight 4", "", "TCP_CHECK {\n}")).weight()).isEqualTo(4);
        assertThat(only(text("", "weight 4", "weight 0", "TCP_CHECK {\n}")).weight())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', false",
        "checker_log_all_failures, '', true",
        "checker_log_all_failures, log_all_failures off, false"
    })
    void allFailuresAreLoggedIfItOrTheFileSaysSo(String global, String own, boolean logged) {
        assertThat(only(text("global_defs {\n" + global + "\n}", "", "", "TCP_CHECK {\n" + own + "\n}"))
                        .logAllFailures())
                .isEqualTo(logged);
    }

    @Test
    void ofALocalAddressOfAnotherFamilyNothingIsMade() {
        String text = text("", "", "", "TCP_CHECK {\nbindto fd00::1\n}");
        assertThat(codes(text)).containsExactly("mixed-families");
        assertThat(only(text).connection().from()).isNull();
    }
}

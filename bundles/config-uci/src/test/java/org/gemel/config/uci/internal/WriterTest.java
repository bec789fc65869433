package org.gemel.config.uci.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterTest {

    @TempDir
    private Path folder;

    private final UciFormat uci = new UciFormat();

    private List<Directive> read(ConfigFormat format, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), text);
        return format.read(file, new ReadOptions("node", "", Map.of())).tree();
    }

    /** Words without their places and quotes. */
    private static List<Object> words(List<Directive> tree) {
        List<Object> words = new ArrayList<>();
        for (Directive each : tree) {
            words.add(each.name());
            words.add(each.arguments().stream().map(Word::text).toList());
            words.add(each.block() == null ? "no block" : words(each.children()));
        }
        return words;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                config ipaddress 'of_the_office'
                	option name 'office'
                	option address '10.0.0.1/24'

                config ipaddress
                	option name 'again'
                	option address '10.0.0.1/24'

                config vrrp_instance 'first'
                	option name 'HOME'
                	option interface 'br-lan'
                	list virtual_ipaddress 'office'
                	list virtual_ipaddress 'again'

                config vrrp_instance
                	option name 'GUESTS'
                	option interface 'br-guests'
                	list virtual_ipaddress 'again'

                config globals 'globals'
                	option enabled '1'

                """,
                """
                config globals 'globals'
                	option enabled '1'

                config real_server 'one'
                	option ipaddr '10.0.0.11'
                	option port '80'
                	option name 'web1'

                config virtual_server 'site'
                	option ipaddr '10.0.0.1'
                	option port '80'
                	list real_server 'web1'
                	option lb_algo 'rr'

                """,
            })
    void namesOfSectionsAreKept(String text) throws IOException {
        assertThat(uci.write(read(uci, text))).isEqualTo(text);
    }

    @Test
    void namesThatAreInTheWayAreGivenUp() throws IOException {
        List<Directive> tree = read(uci, """
                config ipaddress 'globals'
                	option name 'v'
                	option address '10.0.0.1'
                config ipaddress
                	option name 'v'
                	option address '10.0.0.2'
                config vrrp_instance
                	option name 'HOME'
                	list virtual_ipaddress 'v'
                """);
        String written = uci.write(tree);
        assertThat(words(read(uci, written))).isEqualTo(words(tree));
        assertThat(written)
                .contains("config globals 'globals'", "option name 'v'")
                .doesNotContain("ipaddress 'globals'");
    }

    @Test
    void globalsStandWhereTheyStood() throws IOException {
        String text = """
                config vrrp_instance
                	option name 'HOME'
                	option interface 'br-lan'

                config globals 'globals'
                	option enabled '1'

                config peer
                	option name 'other'
                	option address '192.168.1.3'

                config vrrp_instance
                	option name 'GUESTS'
                	list unicast_peer 'other'

                """;
        assertThat(uci.write(read(uci, text))).isEqualTo(text);
    }

    @TestFactory
    List<DynamicTest> samplesComeBackAsTheyWere() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        Path samples = Path.of(WriterTest.class.getResource("/uci/samples").toURI());
        try (Stream<Path> files = Files.list(samples)) {
            for (Path sample : files.sorted().toList()) {
                tests.add(dynamicTest(sample.getFileName().toString(), () -> {
                    List<Directive> tree = read(uci, Files.readString(sample));
                    assertThat(words(read(uci, uci.write(tree)))).isEqualTo(words(tree));
                }));
            }
        }
        return tests;
    }

    @Test
    void aConfigurationThatThePackageDidNotMakeSaysSo() throws IOException {
        String text = uci.write(read(new KeepalivedFormat(), """
                vrrp_instance HOME {
                    interface br-lan
                    virtual_router_id 51
                    priority 150
                    nopreempt
                    virtual_ipaddress {
                        192.168.1.1/24 dev br-lan label br-lan:1
                        fe80::1/64
                    }
                }
                """));
        assertThat(text).isEqualTo("""
                config globals 'globals'
                	option enabled '1'
                	option package_defaults '0'

                config ipaddress
                	option name 'ipaddress1'
                	option address '192.168.1.1/24'
                	option device 'br-lan'
                	option label_suffix '1'

                config ipaddress
                	option name 'ipaddress2'
                	option address 'fe80::1/64'

                config vrrp_instance
                	option name 'HOME'
                	option interface 'br-lan'
                	option virtual_router_id '51'
                	option priority '150'
                	option nopreempt '1'
                	list virtual_ipaddress 'ipaddress1'
                	list virtual_ipaddress 'ipaddress2'

                """);
    }

    @Test
    void whatUciCannotSayIsRefusedByName() throws IOException {
        List<Directive> tree = read(new KeepalivedFormat(), "vrrp_instance A {\n interface eth0\n strict_mode on\n}\n");
        assertThatThrownBy(() -> uci.write(tree)).isInstanceOfSatisfying(InexpressibleException.class, refused -> {
            assertThat(refused).hasMessageStartingWith("strict_mode:");
            assertThat(refused.at().line()).isEqualTo(3);
            assertThat(refused.at().column()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // to 22.03
                "\tlist unicast_peer '10.0.0.2'\n\tlist track_script 'chk weight 10'\n",
                // from 23.05
                "\tlist unicast_peer 'far'\n\tlist track_script 'ten'\n",
                // from April 2026
                "\tlist unicast_peer 'far'\n\tlist track_script 'chk'\n"
            })
    void whatAnyReleaseCouldReadIsWrittenWithoutAnythingToRepair(String dialect) throws IOException {
        String text = """
                config globals 'globals'
                	option package_defaults '0'
                config peer
                	option name 'far'
                	option address '10.0.0.2'
                config track_script
                	option name 'ten'
                	option value 'chk'
                	option weight '10'
                config vrrp_script
                	option name 'chk'
                	option script '/bin/sh'
                config vrrp_instance
                	option name 'A'
                """ + dialect;
        List<Directive> tree = read(uci, text);
        Reading again = Reading.of(folder, uci.write(tree));
        assertThat(words(again.parsed().tree())).isEqualTo(words(tree));
        assertThat(again.messages()).isEmpty();
    }

    @Test
    void aTrackedScriptIsWrittenSoThatThePackageFindsItBeforeAndAfterTheDialectChanged() throws IOException {
        String text = uci.write(read(new KeepalivedFormat(), """
                vrrp_script chk {
                    script /bin/true
                }
                vrrp_instance A {
                    track_script {
                        chk weight 10
                    }
                }
                vrrp_instance B {
                    track_script {
                        chk weight 10
                    }
                }
                vrrp_instance C {
                    track_script {
                        chk weight 20
                    }
                }
                """));
        assertThat(text).contains("""
                config track_script
                	option name 'chk'
                	option value 'chk'
                	option weight '10'

                config vrrp_instance
                	option name 'A'
                	list track_script 'chk'

                config vrrp_instance
                	option name 'B'
                	list track_script 'chk'

                config track_script
                	option name 'track_script1'
                	option value 'chk'
                	option weight '20'

                config vrrp_instance
                	option name 'C'
                	list track_script 'track_script1'
                """);
    }
}

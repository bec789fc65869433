package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Insertion;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Rule;
import org.gemel.api.config.StaticEntries;
import org.gemel.config.internal.Rows;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class RoutingBinderTest {

    private static Route route(String entry) {
        return only(instance("virtual_routes {", entry, "}")).routes().get(0);
    }

    private static Rule rule(String entry) {
        return only(instance("virtual_rules {", entry, "}")).rules().get(0);
    }

    private static List<String> problems(String block, String entry) {
        return codes(instance(block + " {", entry, "}"));
    }

    @TestFactory
    List<DynamicTest> entriesThatCannotBeUsedSayWhyAndAreLeftOut() {
        return Rows.of("bad-routing.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(row[1], () -> {
                    var result = bind(instance(row[0] + " {", row[1], "}"));
                    assertThat(result.diagnostics())
                            .anySatisfy(found -> assertThat(found.code()).isEqualTo(row[2]));
                    var instance = result.configuration().instances().get(0);
                    assertThat(instance.routes()).isEmpty();
                    assertThat(instance.rules()).isEmpty();
                }))
                .toList();
    }

    @Test
    void aRouteIsPutBeforeOthersAndMarkedAsKeepalivedsAndGlobal() {
        Route route = route("198.51.100.0/24 via 192.0.2.9 dev eth0");

        assertThat(route.insertion()).isEqualTo(Insertion.PREPEND);
        assertThat(route.protocol()).isEqualTo(18);
        assertThat(route.scope()).isZero();
        assertThat(route.table()).isEqualTo(254);
        assertThat(route.tracked()).isTrue();
        assertThat(route).hasToString("198.51.100.0/24 via 192.0.2.9 dev eth0");
    }

    @Test
    void theGatewayDecidesTheFamilyOfADefaultRoute() {
        assertThat(route("default via fe80::9 dev eth0").family()).isEqualTo(Family.IPV6);
        assertThat(route("default via 192.0.2.9").family()).isEqualTo(Family.IPV4);
        assertThat(route("default dev eth0 src 2001:db8::1").family()).isEqualTo(Family.IPV6);
    }

    @Test
    void legsBehindNexthopAndTheOlderOrMakeAMultipathRoute() {
        assertThat(route("198.51.100.0/24 nexthop via 192.0.2.8 weight 3 nexthop via 192.0.2.9 dev eth1 onlink"))
                .hasToString("198.51.100.0/24 nexthop via 192.0.2.8 weight 3 nexthop via 192.0.2.9 dev eth1 weight 1");
        assertThat(route("198.51.100.0/24 gw 192.0.2.8 or 192.0.2.9"))
                .hasToString("198.51.100.0/24 nexthop via 192.0.2.8 weight 1 nexthop via 192.0.2.9 weight 1");
        assertThat(problems("virtual_routes", "198.51.100.0/24 via 192.0.2.8 nexthop via 192.0.2.9"))
                .containsExactly("gateway-and-nexthop");
    }

    @Test
    void timesAreInTheUnitsOfTheKernelAndAtLeast200Milliseconds() {
        assertThat(route("198.51.100.0/24 via 192.0.2.9 rtt lock 1s rttvar 500ms rto_min 300")
                        .metrics())
                .containsExactly(
                        new Metric(Metric.Kind.RTT, 8000, true),
                        new Metric(Metric.Kind.RTTVAR, 2000, false),
                        new Metric(Metric.Kind.RTO_MIN, 300, false));
        assertThat(problems("virtual_routes", "198.51.100.0/24 via 192.0.2.9 dev eth0 rtt 10ms"))
                .containsExactly("time-too-short");
    }

    @Test
    void bitsBehindThePrefixAreTakenAway() {
        assertThat(route("198.51.100.77/24 via 192.0.2.9").destination()).hasToString("198.51.100.0/24");
        assertThat(problems("virtual_routes", "198.51.100.77/24 via 192.0.2.9 dev eth0"))
                .containsExactly("bits-behind-prefix");
    }

    @Test
    void namesAreThoseOfTheFilesOfIproute(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("rt_tables"), "# a comment\n100\tuplink # for the fibre\n0x65 backup\n");
        Files.createDirectory(directory.resolve("rt_tables.d"));
        Files.writeString(directory.resolve("rt_tables.d/more.conf"), "102 third\n");
        String text = "global_defs {\niproute_etc_dir " + directory + "\n}\n"
                + instance(
                        "virtual_routes {",
                        "default via 192.0.2.9 table uplink",
                        "default via 192.0.2.9 table backup",
                        "default via 192.0.2.9 table third",
                        "default via 192.0.2.9 table 70000",
                        "}");

        assertThat(only(text).routes()).extracting(Route::table).containsExactly(100L, 101L, 102L, 70000L);
    }

    @Test
    void rulesWithoutPreferenceCountDownThroughTheTextForEachFamily() {
        var configuration = bind("""
                        static_rules {
                        from 192.0.2.0/24 table 5
                        from 2001:db8::/48 table 5
                        }
                        """ + instance("virtual_rules {", "to 198.51.100.0/24 table 5", "}"))
                .configuration();

        assertThat(configuration.staticEntries().rules())
                .extracting(entry -> entry.what().preference())
                .containsExactly(16384L, 16384L);
        assertThat(configuration.instances().get(0).rules())
                .extracting(Rule::preference)
                .containsExactly(16383L);
    }

    @Test
    void aMarkOfZeroWithoutMaskIsNone() {
        assertThat(rule("fwmark 0 table 5 preference 9").mark()).isNull();
        assertThat(rule("fwmark 0x10 table 5 preference 9").mark()).isEqualTo(new Rule.Mark(16, 0xffff_ffffL));
        assertThat(rule("fwmark 16/0xf0 table 5 preference 9").mark()).isEqualTo(new Rule.Mark(16, 0xf0));
    }

    @Test
    void whatARuleSelectsIsBound() {
        Rule rule = rule("not from 192.0.2.0/24 iif eth1 ipproto tcp dport 80-90 uidrange 5-5 lookup main priority 9");

        assertThat(rule).hasToString("preference 9 not from 192.0.2.0/24 iif eth1 lookup 254");
        assertThat(rule.ipProtocol()).isEqualTo(6);
        assertThat(rule.destinationPorts()).isEqualTo(new Rule.Range(80, 90));
        assertThat(rule.users()).isEqualTo(new Rule.Range(5, 5));
    }

    @Test
    void staticEntriesKnowWhoFailsWithoutThem() {
        StaticEntries entries = bind("""
                        global_defs {
                        default_interface lan0
                        }
                        track_group g {
                        group {
                        V
                        }
                        }
                        static_ipaddress {
                        192.0.2.7/24
                        192.0.2.8/24 dev eth1 track_group g
                        }
                        static_routes {
                        198.51.100.0/24 via 192.0.2.9 dev eth1 track_group g
                        }
                        """ + instance()).configuration().staticEntries();

        assertThat(entries.addresses())
                .extracting(entry -> entry.what().interfaceName())
                .containsExactly("lan0", "eth1");
        assertThat(entries.addresses().get(1).dependents()).containsExactly("V");
        assertThat(entries.routes().get(0).dependents()).containsExactly("V");
    }

    @Test
    void nobodyFailsWithoutAStaticEntryThatIsNotTracked() {
        StaticEntries entries = bind("""
                        track_group g {
                        group {
                        V
                        }
                        }
                        static_ipaddress {
                        192.0.2.8/24 dev eth1 track_group g no_track
                        }
                        """ + instance()).configuration().staticEntries();

        assertThat(entries.addresses().get(0).dependents()).isEmpty();
    }
}

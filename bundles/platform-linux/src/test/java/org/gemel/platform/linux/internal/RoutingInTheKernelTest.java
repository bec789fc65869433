package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Insertion;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Route.Preference;
import org.gemel.api.config.Route.Type;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutingInTheKernelTest extends InTheLab {

    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = lab.node(lab.left);
    }

    private static Route.Builder to(String prefix) throws Exception {
        return Route.to(subnet(prefix));
    }

    private static Subnet subnet(String prefix) throws Exception {
        String[] parts = prefix.split("/", 2);
        return new Subnet(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
    }

    private static InetAddress ip(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    private boolean install(Route route) throws Exception {
        return node.onLoop(() -> node.network.install(route));
    }

    private boolean install(Rule rule) throws Exception {
        return node.onLoop(() -> node.network.install(rule));
    }

    private void remove(Route route) throws Exception {
        node.onLoop(() -> {
            node.network.remove(route);
            return true;
        });
    }

    private void remove(Rule rule) throws Exception {
        node.onLoop(() -> {
            node.network.remove(rule);
            return true;
        });
    }

    private String routes(String table) throws Exception {
        return Lab.ip(lab.left, "-d route show table " + table).replaceAll(" +\n", "\n");
    }

    @Test
    void aRouteIsInstalledOnceAndRemoved() throws Exception {
        Route route =
                to("198.51.100.0/24").via(ip("10.99.0.2"), "eth0").metric(7).build();

        assertThat(install(route)).isTrue();
        assertThat(install(route)).as("it is there already").isFalse();
        assertThat(routes("main"))
                .contains("unicast 198.51.100.0/24 via 10.99.0.2 dev eth0 proto keepalived scope global metric 7\n");

        remove(route);
        remove(route);
        assertThat(routes("main")).doesNotContain("198.51.100.0/24");
    }

    @Test
    void aMultipathRouteWithMetricsInATableOfALargeNumberIsAsIpShowsIt() throws Exception {
        install(to("198.51.100.0/24")
                .table(70000)
                .hops(List.of(
                        new Hop(ip("10.99.0.2"), "eth0", false, 2, 0),
                        new Hop(ip("192.0.2.9"), "eth0", true, 5, 3 << 16 | 4)))
                .metrics(List.of(new Metric(Metric.Kind.MTU, 1400, true), new Metric(Metric.Kind.RTT, 8000, false)))
                .congestionControl(new Route.CongestionControl("cubic", false))
                .build());

        assertThat(routes("70000")).isEqualTo("""
                        unicast 198.51.100.0/24 proto keepalived scope global mtu lock 1400 rtt 1s congctl cubic
                        \tnexthop via 10.99.0.2 dev eth0 weight 2
                        \tnexthop via 192.0.2.9 realms 3/4 dev eth0 weight 5 onlink
                        """);
    }

    @Test
    void anIpv6RouteHasItsPreferenceSourcePrefixAndEnd() throws Exception {
        install(to("2001:db8::/48")
                .via(ip("fe80::2"), "eth0")
                .from(subnet("2001:db8:1::/48"))
                .preference(Preference.HIGH)
                .expires(600)
                .build());

        assertThat(Lab.ip(lab.left, "-6 -d route show 2001:db8::/48"))
                .containsPattern("from 2001:db8:1::/48 via fe80::2 dev eth0 proto keepalived scope global metric 1024 "
                        + "expires (5\\d\\d|600)sec pref high");
    }

    @Test
    void anIpv4RouteMayLeadToAnIpv6Gateway() throws Exception {
        install(to("198.51.100.0/24").via(ip("fe80::2"), "eth0").build());

        assertThat(routes("main")).contains("198.51.100.0/24 via inet6 fe80::2 dev eth0 proto keepalived");
    }

    @Test
    void aRouteOfSomebodyElseToTheSamePlaceStays() throws Exception {
        Lab.ip(lab.left, "route add default via 10.99.0.2");
        Route route = to("0.0.0.0/0").via(ip("10.99.0.3"), "eth0").build();

        install(route);
        assertThat(Lab.ip(lab.left, "route get 192.0.2.1")).contains("via 10.99.0.3");
        remove(route);

        assertThat(Lab.ip(lab.left, "route show default")).contains("via 10.99.0.2");
    }

    @Test
    void aRouteThatIsNotOursIsNotRemoved() throws Exception {
        Lab.ip(lab.left, "route add 198.51.100.0/24 via 10.99.0.2");

        remove(to("198.51.100.0/24").via(ip("10.99.0.2"), "eth0").build());

        assertThat(routes("main")).contains("198.51.100.0/24");
    }

    @Test
    void aRouteThatMustBeAloneIsRefusedBesideAnother() throws Exception {
        Lab.ip(lab.left, "route add 198.51.100.0/24 via 10.99.0.2");

        assertThatThrownBy(() -> install(to("198.51.100.0/24")
                        .via(ip("10.99.0.3"), "eth0")
                        .insertion(Insertion.ADD)
                        .build()))
                .rootCause()
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("cannot install route 198.51.100.0/24 via 10.99.0.3 dev eth0: File exists");
    }

    @Test
    void aRouteOverAnInterfaceThatIsMissingSaysSo() throws Exception {
        assertThatThrownBy(() -> install(to("198.51.100.0/24").via(null, "eth7").build()))
                .rootCause()
                .hasMessageContaining("there is no interface eth7");
        assertThatNoException()
                .isThrownBy(() -> remove(to("198.51.100.0/24").via(null, "eth7").build()));
    }

    @Test
    void whatIsRemovedIsNewsWhoeverDidIt() throws Exception {
        Route first = to("198.51.100.0/24").via(ip("10.99.0.2"), "eth0").build();
        Route second = to("2001:db8::/48").via(ip("fe80::2"), "eth0").build();
        Rule rule = Rule.of(Family.IPV6, 1000, new Rule.Lookup(100)).build();
        install(first);
        install(second);
        install(rule);

        remove(first);
        assertThat(node.nextNews()).isEqualTo("route gone: 198.51.100.0/24 via 10.99.0.2 dev eth0");
        Lab.ip(lab.left, "-6 route del 2001:db8::/48");
        assertThat(node.nextNews()).isEqualTo("route gone: 2001:db8::/48 via fe80::2 dev eth0");
        Lab.ip(lab.left, "-6 rule flush");
        assertThat(node.nextNews()).isEqualTo("rule gone: IPv6 preference 1000 from all lookup 100");
    }

    @Test
    void aRouteThatAnotherTakesThePlaceOfIsNews() throws Exception {
        Route route = to("198.51.100.0/24").via(ip("10.99.0.2"), "eth0").build();
        install(route);

        Lab.ip(lab.left, "route replace 198.51.100.0/24 via 10.99.0.3");

        assertThat(node.nextNews()).isEqualTo("route gone: 198.51.100.0/24 via 10.99.0.2 dev eth0");
        assertThat(install(route)).isTrue();
        assertThat(routes("main")).contains("via 10.99.0.2").contains("via 10.99.0.3");
    }

    /** As a reload does. */
    @Test
    void aRouteThatMustBeAloneMayTakeThePlaceOfItsPredecessor() throws Exception {
        Route before = alone("10.99.0.2");
        Route after = alone("10.99.0.3");
        install(before);

        node.onLoop(() -> {
            node.network.remove(before);
            return node.network.install(after);
        });

        assertThat(node.nextNews()).isEqualTo("route gone: 198.51.100.0/24 via 10.99.0.2 dev eth0");
        // News of the kernel that were on their way have been heard by now.
        Lab.ip(lab.left, "addr add 10.99.0.9/24 dev eth0");
        assertThat(node.nextNews()).isEqualTo("+10.99.0.9");
        assertThat(install(after)).as("it is there already").isFalse();
    }

    @Test
    void aRouteThatMustBeAloneIsNotMistakenForAnotherThatGoes() throws Exception {
        Route route = alone("10.99.0.2");
        install(route);
        Lab.ip(lab.left, "route append 198.51.100.0/24 via 10.99.0.3");

        Lab.ip(lab.left, "route del 198.51.100.0/24 via 10.99.0.3");

        Lab.ip(lab.left, "addr add 10.99.0.9/24 dev eth0");
        assertThat(node.nextNews()).isEqualTo("+10.99.0.9");
        assertThat(install(route)).as("it is there already").isFalse();
    }

    private static Route alone(String gateway) throws Exception {
        return to("198.51.100.0/24")
                .via(ip(gateway), "eth0")
                .insertion(Insertion.ADD)
                .build();
    }

    @Test
    void aRuleIsInstalledOnceAndRemoved() throws Exception {
        Rule rule = Rule.of(Family.IPV4, 1000, new Rule.Lookup(70000))
                .inverted(true)
                .from(subnet("192.0.2.0/24"))
                .inInterface("eth0")
                .mark(new Rule.Mark(16, 0xff))
                .ipProtocol(6)
                .destinationPorts(new Rule.Range(80, 90))
                .users(new Rule.Range(5, 6))
                .tunnel(77)
                .suppressPrefixLength(8)
                .build();

        assertThat(install(rule)).isTrue();
        assertThat(install(rule)).isFalse();
        assertThat(Lab.ip(lab.left, "-d rule show"))
                .contains("1000:\tnot from 192.0.2.0/24 fwmark 0x10/0xff iif eth0 uidrange 5-6 ipproto tcp dport 80-90 "
                        + "tun_id 77 lookup 70000 suppress_prefixlength 8 proto keepalived");

        remove(rule);
        remove(rule);
        assertThat(Lab.ip(lab.left, "rule show")).doesNotContain("1000:");
    }

    @Test
    void aRuleOfSomebodyElseIsNotRemoved() throws Exception {
        Lab.ip(lab.left, "rule add from 192.0.2.0/24 lookup 100 preference 1000");
        Rule rule = Rule.of(Family.IPV4, 1000, new Rule.Lookup(100))
                .from(subnet("192.0.2.0/24"))
                .build();

        remove(rule);

        assertThat(Lab.ip(lab.left, "rule show")).contains("1000:");
    }

    @Test
    void typesWithoutAWayNeedNone() throws Exception {
        install(to("198.51.100.0/24").type(Type.BLACKHOLE).build());
        install(to("2001:db8::/48").type(Type.UNREACHABLE).build());

        assertThat(routes("main")).contains("blackhole 198.51.100.0/24 proto keepalived");
        assertThat(Lab.ip(lab.left, "-6 -d route show")).contains("unreachable 2001:db8::/48 dev lo proto keepalived");
    }

    @Test
    void secondaryAddressesArePromotedWhileAnybodyWantsIt() throws Exception {
        Lab.ip(lab.left, "addr add 10.99.0.9/24 dev eth0");
        assertThat(node.nextNews()).isEqualTo("+10.99.0.9");
        promote(true);
        promote(true);
        promote(false);
        Lab.ip(lab.left, "addr del 10.99.0.1/24 dev eth0");
        assertThat(Lab.ip(lab.left, "addr show dev eth0")).contains("10.99.0.9/24");

        promote(false);
        Lab.ip(lab.left, "addr add 10.99.0.1/24 dev eth0");
        Lab.ip(lab.left, "addr del 10.99.0.9/24 dev eth0");
        assertThat(Lab.ip(lab.left, "addr show dev eth0")).doesNotContain("10.99.0.1/24");
    }

    private void promote(boolean on) throws Exception {
        Link eth0 = node.eth0();
        node.onLoop(() -> {
            node.network.promoteSecondaries(eth0, on);
            return true;
        });
    }
}

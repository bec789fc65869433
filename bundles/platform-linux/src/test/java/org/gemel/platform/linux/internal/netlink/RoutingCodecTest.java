package org.gemel.platform.linux.internal.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Route.CongestionControl;
import org.gemel.api.config.Route.Hop;
import org.gemel.api.config.Route.Metric;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Subnet;
import org.junit.jupiter.api.Test;

/** Requests are laid out as iproute2 lays them out on x86-64; what the kernel tells of a loss finds what was asked for. */
class RoutingCodecTest {

    private final ByteBuffer out = ByteBuffer.allocate(RoutingWriter.LONGEST).order(ByteOrder.LITTLE_ENDIAN);

    private static InetAddress ip(String text) throws Exception {
        return InetAddress.getByName(text);
    }

    private static Route.Builder to(String address, int length) throws Exception {
        return Route.to(new Subnet(ip(address), length));
    }

    private String written() {
        return HexFormat.of().formatHex(out.array(), out.position(), out.limit());
    }

    @Test
    void aRouteHasItsGatewayInterfaceMetricAndLargeTable() throws Exception {
        RoutingWriter.install(
                out,
                7,
                to("198.51.100.0", 24)
                        .via(ip("192.0.2.9"), "eth0")
                        .metric(5)
                        .table(70000)
                        .build(),
                new int[] {3});

        assertThat(written())
                .isEqualTo("44000000" + "1800" + "0504" + "07000000" + "00000000" + "0218000000120001" + "00000000"
                        + "08000100c6336400" + "08000f0070110100" + "0800060005000000" + "0800040003000000"
                        + "08000500c0000209");
    }

    @Test
    void metricsAreNestedWithTheBitsOfThoseThatAreLocked() throws Exception {
        RoutingWriter.install(
                out,
                7,
                to("198.51.100.0", 24)
                        .via(ip("192.0.2.9"), null)
                        .metrics(List.of(new Metric(Metric.Kind.MTU, 1400, true)))
                        .congestionControl(new CongestionControl("bbr", true))
                        .build(),
                new int[] {0});

        assertThat(written()).contains("1c000800" + "0800020078050000" + "0800100062627200" + "0800010004000100");
    }

    @Test
    void theLongestRequestsFit() throws Exception {
        Hop hop = new Hop(ip("fe80::9"), "eth0", true, 256, 0xffff_ffffL);
        List<Metric> metrics = new ArrayList<>();
        for (Metric.Kind kind : Metric.Kind.values()) {
            metrics.add(new Metric(kind, 1, true));
        }
        RoutingWriter.install(
                out,
                7,
                to("2001:db8::", 32)
                        .hops(Collections.nCopies(RoutingWriter.MOST_HOPS, hop))
                        .metrics(metrics)
                        .congestionControl(new CongestionControl("fifteen-letters", true))
                        .build(),
                new int[RoutingWriter.MOST_HOPS]);

        assertThat(out.limit()).isLessThan(RoutingWriter.LONGEST);
    }

    @Test
    void aLossIsFoundByWhatTheRouteWasAskedForWith() throws Exception {
        var route = to("2001:db8::", 32)
                .via(ip("fe80::9"), "eth0")
                .from(new Subnet(ip("2001:db8:1::"), 48))
                .table(70000)
                .metric(9)
                .build();

        RoutingWriter.remove(out, 7, route, new int[] {3});

        assertThat(read())
                .containsExactly(
                        new RouteMessage.Lost(RoutingKey.of(route), 0, new RouteMessage.Way(ip("fe80::9"), 3)));
    }

    @Test
    void aLossIsFoundByWhatTheRuleWasAskedForWith() throws Exception {
        Rule rule = Rule.of(Family.IPV6, 1000, Rule.Verdict.PROHIBIT)
                .from(new Subnet(ip("2001:db8::"), 32))
                .build();

        RoutingWriter.remove(out, 7, rule);

        assertThat(read()).containsExactly(new RouteMessage.Lost(RoutingKey.of(rule), 0, null));
    }

    @Test
    void aMessageThatIsCutShortIsRefusedOrPassedOver() throws Exception {
        RoutingWriter.remove(
                out, 7, to("198.51.100.0", 24).via(ip("192.0.2.9"), "eth0").build(), new int[] {3});
        int length = out.limit();

        assertThatIllegalArgumentException().isThrownBy(() -> {
            out.putInt(0, length).limit(length - 4);
            read();
        });
        out.limit(Rtnetlink.HEADER + 4).putInt(0, Rtnetlink.HEADER + 4);
        assertThat(read()).isEmpty();
    }

    private List<RouteMessage> read() {
        List<RouteMessage> messages = new ArrayList<>();
        RouteReader.read(out, messages::add);
        return messages;
    }
}

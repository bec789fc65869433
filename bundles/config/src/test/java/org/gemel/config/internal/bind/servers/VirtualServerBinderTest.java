package org.gemel.config.internal.bind.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.CheckerDefinition.Timing;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address.Endpoint;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.junit.jupiter.api.Test;

class VirtualServerBinderTest {

    private static final String TEXT = """
            virtual_server 192.0.2.1 80 {
            delay_loop 2
            lb_algo wrr
            lb_kind NAT
            protocol TCP
            real_server 10.0.0.1 8080 {
            weight 3
            TCP_CHECK {
            connect_timeout 1.5
            }
            }
            real_server 10.0.0.2 {
            TCP_CHECK {
            }
            }
            }
            """;

    private static VirtualServer only(String text) {
        List<VirtualServer> servers = bind(text).configuration().balancing().servers();
        assertThat(servers).hasSize(1);
        return servers.get(0);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    @Test
    void aServerIsNamedByItsAddressPortAndProtocol() throws UnknownHostException {
        VirtualServer server = only(TEXT);
        assertThat(server.name()).isEqualTo("192.0.2.1:80/tcp");
        assertThat(server.addresses()).containsExactly(new Endpoint(address("192.0.2.1"), 80, Protocol.TCP));
        assertThat(server.scheduling()).isEqualTo(new Scheduling("wrr", Set.of()));
        assertThat(server.forwarding()).isEqualTo(Forwarding.NAT);
        assertThat(server.persistence()).isNull();
    }

    @Test
    void aRealServerHasItsWeightElseOne() {
        assertThat(only(TEXT).realServers()).extracting(RealServer::weight).containsExactly(3, 1);
    }

    @Test
    void aRealServerWithoutAPortHasThatOfItsVirtualServer() {
        assertThat(only(TEXT).realServers())
                .extracting(RealServer::name)
                .containsExactly("10.0.0.1:8080", "10.0.0.2:80");
    }

    /** Behaviour 88. */
    @Test
    void aCheckInheritsWhenItAsks() {
        Duration two = Duration.ofSeconds(2);
        assertThat(only(TEXT).realServers().get(0).checkers().get(0).timing())
                .isEqualTo(new Timing(two, 1, Duration.ofSeconds(1), two));
    }

    @Test
    void aCheckConnectsToItsRealServer() {
        var connection = only(TEXT).realServers().get(0).checkers().get(0).connection();
        assertThat(connection.to()).isEqualTo(new InetSocketAddress("10.0.0.1", 8080));
        assertThat(connection.timeout()).isEqualTo(Duration.ofMillis(1500));
    }
}

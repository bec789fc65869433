package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.gemel.api.config.Family;
import org.gemel.api.config.VirtualServer.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void aDestinationIsToldFromItsName() {
        Address service = Services.at("udp 2001:db8::1 53");
        InetSocketAddress destination = Services.to("2001:db8::2", 5353);
        String name = Names.of(service, destination);

        assertThat(name).isEqualTo("udp-2001_db8__1-53/2001_db8__2-5353");
        assertThat(Names.route(name)).contains(new Names.Route(service, destination));
    }

    @Test
    void aMarksDestinationIsToldFromItsName() {
        Address service = new Address.Mark(-1, Family.IPV4);
        InetSocketAddress destination = Services.to("10.0.0.1", 0);
        String name = Names.of(service, destination);

        assertThat(name).isEqualTo("mark-4294967295-ipv4/10.0.0.1-0");
        assertThat(Names.route(name)).contains(new Names.Route(service, destination));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp-10.0.0.1-80",
                "prerouting",
                "",
                "tcp-10.0.0.1-80/10.0.0.2-99999",
                "mark-99999999999-ipv4/10.0.0.1-0",
                "tcp-1.2.3.4.5-80/10.0.0.2-80",
                "tcp-1.2.3.256-80/10.0.0.2-80",
                "tcp-1_2-80/10.0.0.2-80"
            })
    void othersAreNoDestinations(String name) {
        assertThat(Names.route(name)).isEmpty();
    }
}

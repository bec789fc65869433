package org.gemel.appliance.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Balancing.AtEnd;
import org.gemel.api.config.Balancing.Timeouts;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.junit.jupiter.api.Test;

class DifferencesTest {

    private static Setting setting(String name, String value, boolean secret, int line) {
        return new Setting(name, List.of(value), List.of(), null, new Position("a.conf", line, 1), secret);
    }

    @Test
    void ofChecksNeitherSecretsAreShownNorWhereTheyStand() {
        assertThat(Differences.between(
                        "check",
                        List.of(setting("password", "old", true, 1), setting("database", "1", false, 2)),
                        List.of(setting("password", "new", true, 3), setting("database", "2", false, 4))))
                .containsExactly("check password (not shown)", "check database 1 -> 2");
    }

    @Test
    void aRealServerIsFoundByTheNamesOfThoseAroundIt() {
        assertThat(Differences.between("", balancing(1), balancing(2)))
                .containsExactly("virtual server web real server 192.0.2.1:80 weight 1 -> 2");
    }

    private static Balancing balancing(int weight) {
        RealServer real = new RealServer(
                "192.0.2.1:80",
                new InetSocketAddress("192.0.2.1", 80),
                Forwarding.NAT,
                weight,
                0,
                0,
                false,
                false,
                List.of(),
                null);
        VirtualServer virtual = new VirtualServer(
                "web",
                List.of(),
                new Scheduling("rr", Set.of()),
                Forwarding.NAT,
                null,
                List.of(real),
                null,
                1,
                0,
                false,
                false,
                false,
                null);
        return new Balancing(List.of(virtual), null, false, AtEnd.REMOVE_OWN, Timeouts.UNTOUCHED, null, Duration.ZERO);
    }
}

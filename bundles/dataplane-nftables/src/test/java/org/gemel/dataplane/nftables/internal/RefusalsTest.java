package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Persistence;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.config.VirtualServer.Scheduling.Flag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private static final Forwarding DIRECT =
            new Forwarding(Forwarding.Method.DIRECT, Forwarding.Tunnel.IPIP, 0, Forwarding.Checksum.NONE);

    private static VirtualServer server(
            String scheduler,
            Set<Flag> flags,
            Forwarding forwarding,
            @Nullable Persistence persistence,
            RealServer... reals) {
        return new VirtualServer(
                "10.0.0.1:80/tcp",
                List.of(Services.at("tcp 10.0.0.1 80")),
                new Scheduling(scheduler, flags),
                forwarding,
                persistence,
                List.of(reals),
                null,
                1,
                0,
                false,
                false,
                false,
                null);
    }

    private static RealServer real(InetSocketAddress address, Forwarding forwarding, int threshold) {
        return new RealServer(
                address.getAddress().getHostAddress() + ":" + address.getPort(),
                address,
                forwarding,
                1,
                threshold,
                0,
                false,
                false,
                List.of(),
                null);
    }

    private static RealServer plain() {
        return real(Services.to("10.0.0.2", 80), Forwarding.NAT, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rr", "wrr", "sh", "mh", "dh", "fo"})
    void schedulersThatNeedNoCountOfConnectionsAreTaken(String scheduler) {
        assertThat(Refusals.of(server(scheduler, Set.of(), Forwarding.NAT, null, plain())))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lc", "wlc", "lblc", "lblcr", "ovf", "sed", "nq", "twos"})
    void forOthersOneThatWouldDoIsNamed(String scheduler) {
        assertThat(Refusals.of(server(scheduler, Set.of(), Forwarding.NAT, null, plain())))
                .singleElement()
                .asString()
                .startsWith("lb_algo " + scheduler + " ")
                .contains("take lb_algo wrr");
    }

    @Test
    void onlyNatIsPossible() {
        assertThat(Refusals.of(server("rr", Set.of(), DIRECT, null, real(Services.to("10.0.0.2", 80), DIRECT, 0))))
                .singleElement()
                .asString()
                .startsWith("lb_kind DR:")
                .contains("take lb_kind NAT");
    }

    @Test
    void aRealServersOwnKindIsNamedWithIt() {
        assertThat(Refusals.of(
                        server("rr", Set.of(), Forwarding.NAT, null, real(Services.to("10.0.0.2", 80), DIRECT, 0))))
                .singleElement()
                .asString()
                .startsWith("real_server 10.0.0.2:80: lb_kind DR:");
    }

    @Test
    void whatSeveralRealServersAskForIsSaidOnce() {
        assertThat(Refusals.of(server(
                        "rr",
                        Set.of(),
                        Forwarding.NAT,
                        null,
                        real(Services.to("10.0.0.2", 80), DIRECT, 0),
                        plain(),
                        real(Services.to("10.0.0.3", 80), DIRECT, 0))))
                .singleElement()
                .asString()
                .startsWith("real_server 10.0.0.2:80 and 1 more: lb_kind DR:");
    }

    @Test
    void singlePacketsThresholdsAndEnginesAreRefused() {
        assertThat(Refusals.of(server(
                        "rr",
                        Set.of(Flag.ONE_PACKET),
                        Forwarding.NAT,
                        new Persistence(Duration.ofMinutes(1), 32, "sip"),
                        real(Services.to("10.0.0.2", 80), Forwarding.NAT, 10))))
                .satisfiesExactly(
                        ops -> assertThat(ops).startsWith("ops:"),
                        engine -> assertThat(engine).startsWith("persistence_engine sip:"),
                        threshold -> assertThat(threshold).startsWith("real_server 10.0.0.2:80: uthreshold:"));
    }

    @Test
    void aServerOfTheOtherFamilyIsRefused() {
        assertThat(Refusals.of(server(
                        "rr", Set.of(), Forwarding.NAT, null, real(Services.to("2001:db8::2", 80), Forwarding.NAT, 0))))
                .singleElement()
                .asString()
                .contains("give it an address of IPv4");
    }
}

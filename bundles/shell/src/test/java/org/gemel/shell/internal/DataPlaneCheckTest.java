package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.config.Balancing;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.Address;
import org.gemel.api.config.VirtualServer.Forwarding;
import org.gemel.api.config.VirtualServer.Protocol;
import org.gemel.api.config.VirtualServer.Scheduling;
import org.gemel.api.config.Word;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DataPlaneCheckTest {

    /** A data plane with reasons of its own. */
    private record Refusing(List<String> reasons) implements DataPlane {
        @Override
        public List<String> refusals(VirtualServer server) {
            return reasons;
        }

        @Override
        public @Nullable String unavailable(Platform platform) {
            throw new AssertionError();
        }

        @Override
        public Session open(Platform platform, Balancing settings) {
            throw new AssertionError();
        }
    }

    private static final DataPlane ABLE = new Refusing(List.of());
    private static final DataPlane UNABLE = new Refusing(List.of("it cannot tunnel; write NAT"));

    private static Word word(int line, String text) {
        return new Word(text, new Position("f", line, 5), false);
    }

    private static List<String> said(@Nullable String wanted, Map<String, DataPlane> planes) {
        return said(wanted, planes, statement(7, "10.0.0.1"));
    }

    private static VirtualServer server(Directive statement) {
        return new VirtualServer(
                statement.arguments().get(0).text() + ":80/udp",
                List.of(new Address.Endpoint(InetAddress.getLoopbackAddress(), 80, Protocol.UDP)),
                new Scheduling("rr", Set.of()),
                Forwarding.NAT,
                null,
                List.of(),
                null,
                1,
                0,
                false,
                false,
                false,
                null);
    }

    private static Directive statement(int line, String address) {
        return new Directive(
                word(line, "virtual_server"),
                List.of(word(line, address), word(line, "80")),
                List.of(new Directive(word(line + 1, "lb_kind"), List.of(word(line + 1, "TUN")), null)));
    }

    private static List<String> said(@Nullable String wanted, Map<String, DataPlane> planes, Directive... statements) {
        List<Directive> tree = List.of(statements);
        Configuration configuration = new Configuration.Builder("r")
                .balancing(new Balancing(
                        tree.stream().map(DataPlaneCheckTest::server).toList(),
                        wanted,
                        false,
                        Balancing.AtEnd.REMOVE_OWN,
                        Balancing.Timeouts.UNTOUCHED,
                        null,
                        Duration.ZERO))
                .build();
        return new DataPlaneCheck(planes)
                .look(new Result(configuration, List.of(), tree)).diagnostics().stream()
                        .map(Diagnostic::toString)
                        .toList();
    }

    @Test
    void whatTheDataPlaneCannotDoIsAnErrorWhereTheServerIs() {
        assertThat(said(null, Map.of("nftables", UNABLE)))
                .containsExactly("f:7:5: error: 10.0.0.1:80/udp: it cannot tunnel; write NAT");
    }

    @Test
    void itStandsAtTheWordThatIsRefused() {
        assertThat(said(null, Map.of("nftables", new Refusing(List.of("lb_kind TUN: no; write NAT")))))
                .containsExactly("f:8:5: error: 10.0.0.1:80/udp: lb_kind TUN: no; write NAT");
    }

    @Test
    void whatIsTheSameForSeveralIsSaidOnce() {
        assertThat(said(
                        null,
                        Map.of("nftables", UNABLE),
                        statement(7, "10.0.0.1"),
                        statement(17, "10.0.0.2"),
                        statement(27, "10.0.0.3")))
                .containsExactly(
                        "f:7:5: error: 10.0.0.1:80/udp, 10.0.0.2:80/udp and 1 more: it cannot tunnel; write NAT;"
                                + " the same in line 17, 27");
    }

    @Test
    void whatARealServerAsksForStandsAtItsOwnStatement() {
        Directive real = new Directive(
                word(12, "real_server"),
                List.of(word(12, "10.0.0.3"), word(12, "80")),
                List.of(new Directive(word(13, "uthreshold"), List.of(word(13, "5")), null)));
        Directive other = new Directive(word(9, "real_server"), List.of(word(9, "10.0.0.2"), word(9, "80")), List.of());
        Directive virtual = new Directive(
                word(7, "virtual_server"), List.of(word(7, "10.0.0.1"), word(7, "80")), List.of(other, real));
        assertThat(said(
                        null,
                        Map.of(
                                "nftables",
                                new Refusing(List.of(
                                        "real_server 10.0.0.3:80 and 1 more: uthreshold: no",
                                        "real_server 10.0.0.2:80: another family"))),
                        virtual))
                .containsExactly(
                        "f:13:5: error: 10.0.0.1:80/udp: real_server 10.0.0.3:80 and 1 more: uthreshold: no",
                        "f:9:5: error: 10.0.0.1:80/udp: real_server 10.0.0.2:80: another family");
    }

    @Test
    void anotherOneIsNamedOnlyIfItIsInstalledAndAble() {
        assertThat(said("nftables", Map.of("nftables", UNABLE, "ipvs", ABLE)))
                .containsExactly("f:7:5: error: 10.0.0.1:80/udp: it cannot tunnel; write NAT; or take data_plane ipvs");
        assertThat(said("nftables", Map.of("nftables", UNABLE, "ipvs", UNABLE)))
                .containsExactly("f:7:5: error: 10.0.0.1:80/udp: it cannot tunnel; write NAT");
    }

    @Test
    void oneThatCanIsEnough() {
        assertThat(said(null, Map.of("nftables", UNABLE, "ipvs", ABLE))).isEmpty();
    }

    @Test
    void theOneThatIsWantedHasToBeAble() {
        assertThat(said("nftables", Map.of("nftables", UNABLE, "ipvs", ABLE))).hasSize(1);
        assertThat(said("ipvs", Map.of("nftables", UNABLE, "ipvs", ABLE))).isEmpty();
    }

    @Test
    void whereThereIsNoneNobodyKnows() {
        assertThat(said(null, Map.of())).isEmpty();
    }
}

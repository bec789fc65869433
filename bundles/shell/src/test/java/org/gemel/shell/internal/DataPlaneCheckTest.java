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
        VirtualServer server = new VirtualServer(
                "10.0.0.1:80/udp",
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
        Directive directive =
                new Directive(word(7, "virtual_server"), List.of(word(7, "10.0.0.1"), word(7, "80")), List.of());
        Configuration configuration = new Configuration.Builder("r")
                .balancing(new Balancing(
                        List.of(server),
                        wanted,
                        false,
                        Balancing.AtEnd.REMOVE_OWN,
                        Balancing.Timeouts.UNTOUCHED,
                        null,
                        Duration.ZERO))
                .build();
        return new DataPlaneCheck(planes)
                .look(new Result(configuration, List.of(), List.of(directive))).diagnostics().stream()
                        .map(Diagnostic::toString)
                        .toList();
    }

    @Test
    void whatTheDataPlaneCannotDoIsAnErrorWhereTheServerIs() {
        assertThat(said(null, Map.of("nftables", UNABLE)))
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

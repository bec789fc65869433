package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.junit.jupiter.api.Test;

class BfdBinderTest {

    private static final String TRACKED = instance("track_bfd {", "peer", "}");

    private static String session(String... lines) {
        return "bfd_instance peer {\n" + String.join("\n", lines) + "\n}\n" + TRACKED;
    }

    private static BfdSession only(String... lines) {
        List<TrackerDefinition> trackers = bind(session(lines)).configuration().trackers();
        assertThat(trackers).hasSize(1);
        return (BfdSession) trackers.get(0);
    }

    @Test
    void withoutWordsItIs10MillisecondsTimes5AndNoRouterBetween() throws Exception {
        assertThat(only("neighbor_ip 192.0.2.2"))
                .isEqualTo(new BfdSession(
                        "peer",
                        InetAddress.getByName("192.0.2.2"),
                        null,
                        Duration.ofMillis(10),
                        Duration.ofMillis(10),
                        Duration.ofSeconds(1),
                        5,
                        false,
                        255,
                        0,
                        false));
    }

    @Test
    void everyWordCounts() throws Exception {
        assertThat(only(
                        "neighbour_ip 2001:db8::2",
                        "source_ip 2001:db8::1",
                        "min_rx 100",
                        "min_tx 150.5",
                        "idle_tx 2000",
                        "multiplier 3",
                        "passive",
                        "hoplimit 250",
                        "max_hops 5"))
                .isEqualTo(new BfdSession(
                        "peer",
                        InetAddress.getByName("2001:db8::2"),
                        InetAddress.getByName("2001:db8::1"),
                        Duration.ofMillis(100),
                        Duration.ofNanos(150_500_000),
                        Duration.ofSeconds(2),
                        3,
                        true,
                        250,
                        5,
                        false));
    }

    @Test
    void multihopAllowsAnyNumberOfRoutersUnlessToldOtherwise() {
        assertThat(only("neighbor_ip 192.0.2.2", "multihop").mostHops()).isEqualTo(-1);
        assertThat(only("neighbor_ip 192.0.2.2", "multihop").multihop()).isTrue();
        assertThat(only("neighbor_ip 192.0.2.2", "multihop", "max_hops 3").mostHops())
                .isEqualTo(3);
    }

    @Test
    void aSourceOfTheOtherFamilyIsIgnoredWithAnError() {
        String text = session("neighbor_ip 192.0.2.2", "source_ip 2001:db8::1");
        assertThat(codes(text)).contains("mixed-families");
        assertThat(only("neighbor_ip 192.0.2.2", "source_ip 2001:db8::1").source())
                .isNull();
    }

    @Test
    void aSessionThatNobodyTracksIsNotRun() {
        String text = "bfd_instance other {\nneighbor_ip 192.0.2.3\n}\n" + session("neighbor_ip 192.0.2.2");
        assertThat(bind(text).configuration().trackers())
                .extracting(TrackerDefinition::name)
                .containsExactly("peer");
    }

    @Test
    void twoSessionsWithOneNeighbourCannotBeToldApart() {
        String text = "bfd_instance other {\nneighbor_ip 192.0.2.2\n}\n"
                + "bfd_instance peer {\nneighbor_ip 192.0.2.2\n}\n" + instance("track_bfd {", "peer", "other", "}");
        assertThat(codes(text)).contains("duplicate-neighbour");
        assertThat(bind(text).configuration().trackers()).hasSize(1);
    }

    @Test
    void slowDetectionIsNoted() {
        assertThat(codes(session("neighbor_ip 192.0.2.2", "min_rx 10001", "multiplier 11")))
                .filteredOn("slow-detection"::equals)
                .hasSize(2);
    }
}

package org.gemel.config.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;
import static org.gemel.config.internal.Trees.only;

import java.time.Duration;
import java.util.List;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.StartDelay;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.VrrpInstance;
import org.junit.jupiter.api.Test;

class TrackingBinderTest {

    private static final String BFD = """
            bfd_instance B {
            neighbor_ip 192.0.2.2
            weight -30 reverse
            }
            """;

    private static final String OTHER = """
            vrrp_instance W {
            interface eth1
            virtual_router_id 52
            virtual_ipaddress {
            198.51.100.1/24
            }
            }
            """;

    @Test
    void interfacesAreTrackedWithAndWithoutWeight() {
        VrrpInstance instance =
                only(instance("track_interface {", "eth1", "eth2 weight -20", "eth3 weight 5 reverse", "}"));
        assertThat(instance.tracking().tracked())
                .hasToString("[interface eth1, interface eth2 weight -20, interface eth3 weight 5 reverse]");
    }

    @Test
    void theOwnInterfaceIsTrackedUnlessToldOtherwise() {
        assertThat(only(instance()).tracking()).isEqualTo(Tracking.DEFAULT);
        assertThat(only(instance("dont_track_primary", "track_src_ip")).tracking())
                .isEqualTo(new Tracking(false, true, List.of()));
    }

    @Test
    void theOwnInterfaceIsNotTrackedTwice() {
        String text = instance("track_interface {", "eth0", "}");
        assertThat(only(text).tracking()).isEqualTo(Tracking.DEFAULT);
        assertThat(codes(text)).containsExactly("tracks-own-interface");
    }

    @Test
    void anEntryWithoutWeightHasThatOfItsDefinition() {
        assertThat(only(BFD + instance("track_bfd {", "B", "}")).tracking().tracked())
                .hasToString("[bfd B weight -30 reverse]");
    }

    @Test
    void anEntrysOwnWeightAndSenseGoBeforeThoseOfItsDefinition() {
        assertThat(only(BFD + instance("track_bfd {", "B weight 7 noreverse", "}"))
                        .tracking()
                        .tracked())
                .hasToString("[bfd B weight 7]");
    }

    @Test
    void whatIsListedTwiceIsTrackedOnce() {
        String text = instance("track_interface {", "eth1", "eth1 weight 3", "}");
        assertThat(only(text).tracking().tracked()).hasToString("[interface eth1]");
        assertThat(codes(text)).containsExactly("tracked-twice");
    }

    /** Behaviour 57. */
    @Test
    void theOwnerHasNoUseForWeights() {
        String text = instance("priority 255", "track_interface {", "eth1 weight 3", "eth2", "}");
        assertThat(only(text).tracking().tracked()).hasToString("[interface eth2]");
        assertThat(codes(text)).containsExactly("weight-of-owner");
    }

    private static String group(String... lines) {
        return instance("track_interface {", "eth1", "eth2 weight -20", "}") + OTHER + """
                vrrp_sync_group G {
                group {
                V
                W
                }
                """ + String.join("\n", lines)
                + "\n}\n";
    }

    @Test
    void aSyncGroupHasMembersAndTracks() {
        assertThat(bind(group("track_interface {", "eth3 weight 4", "}"))
                        .configuration()
                        .syncGroups())
                .hasToString("[SyncGroup[name=G, members=[V, W], tracked=[interface eth3 weight 4], "
                        + "weightsCount=false]]");
    }

    /** Behaviour 68. */
    @Test
    void theWeightsOfMembersAreIgnored() {
        String text = group();
        assertThat(bind(text).configuration().instances().get(0).tracking().tracked())
                .hasToString("[interface eth1]");
        assertThat(codes(text)).containsExactly("weight-in-sync-group");
    }

    /** Behaviour 68. */
    @Test
    void theWeightsOfMembersCountOnRequest() {
        String text = group("sync_group_tracking_weight");
        assertThat(bind(text).configuration().instances().get(0).tracking().tracked())
                .hasToString("[interface eth1, interface eth2 weight -20]");
        assertThat(codes(text)).isEmpty();
    }

    @Test
    void whatTheGroupTracksIsNotTrackedByAMemberAgain() {
        String text = group("sync_group_tracking_weight", "track_interface {", "eth2 weight -20", "}");
        assertThat(bind(text).configuration().instances().get(0).tracking().tracked())
                .hasToString("[interface eth1]");
        assertThat(codes(text)).containsExactly("tracked-by-group");
    }

    /** Behaviour 70. */
    @Test
    void anUnknownMemberIsLeftOutAndASecondGroupHasNoEffect() {
        String text = instance() + OTHER + """
                vrrp_sync_group G {
                group {
                V
                X
                W
                }
                }
                vrrp_sync_group H {
                group {
                V
                }
                }
                """;
        assertThat(bind(text).configuration().syncGroups())
                .containsExactly(new SyncGroup("G", List.of("V", "W"), List.of(), false));
        assertThat(codes(text)).contains("member-of-two-groups");
    }

    /** Behaviour 70. */
    @Test
    void anOwnerAmongOthersIsReported() {
        String text = instance("priority 255") + OTHER + """
                vrrp_sync_group G {
                group {
                V
                W
                }
                }
                """;
        assertThat(codes(text)).containsExactly("owner-and-others");
    }

    /** Behaviour 61. */
    @Test
    void whatNobodyTracksIsLeftOut() {
        assertThat(bind(BFD + instance()).configuration().trackers()).isEmpty();
        assertThat(bind(BFD + instance("track_bfd {", "B", "}")).configuration().trackers())
                .hasSize(1);
    }

    /** Behaviour 66. */
    @Test
    void aDelayBeforeUpIsThatBeforeDownUnlessWritten() {
        String text = """
                interface_up_down_delays {
                eth5 1.5
                eth6 1 0.25
                }
                """;
        assertThat(bind(text + instance()).configuration().linkDelays())
                .containsExactly(
                        new LinkDelays("eth5", Duration.ofMillis(1500), Duration.ofMillis(1500)),
                        new LinkDelays("eth6", Duration.ofSeconds(1), Duration.ofMillis(250)));
    }

    /** Behaviour 66. */
    @Test
    void aDelayThatABackupDoesNotWaitForIsReduced() {
        String text = """
                interface_up_down_delays {
                eth0 5
                }
                """ + instance();
        assertThat(bind(text).configuration().linkDelays())
                .containsExactly(new LinkDelays("eth0", Duration.ofSeconds(2), Duration.ofSeconds(5)));
        assertThat(codes(text)).containsExactly("delay-too-long");
    }

    /** Behaviour 30. */
    @Test
    void theStartIsDelayed() {
        String text = """
                global_defs {
                vrrp_startup_delay 5.5
                vrrp_delay_after_boot 60
                }
                """ + instance();
        assertThat(bind(text).configuration().startDelay())
                .isEqualTo(new StartDelay(Duration.ofMillis(5500), Duration.ofSeconds(60)));
    }

    /** Behaviour 76. */
    @Test
    void aLateMasterYieldsOnlyWithNopreempt() {
        assertThat(only(instance("nopreempt", "timer_expired_backup")).yieldsWhenLateTo())
                .isEqualTo(254);
        assertThat(only(instance("nopreempt", "timer_expired_backup 120")).yieldsWhenLateTo())
                .isEqualTo(120);
        assertThat(only(instance("timer_expired_backup 120")).yieldsWhenLateTo())
                .isZero();
    }
}

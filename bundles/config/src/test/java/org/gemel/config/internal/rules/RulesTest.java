package org.gemel.config.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import org.junit.jupiter.api.Test;

class RulesTest {

    private static final String GOOD = "lb_algo rr\nlb_kind NAT\nprotocol TCP\n";

    private static String real(String address, String... lines) {
        return "real_server " + address + " 80 {\n" + String.join("\n", lines) + "\n}\n";
    }

    private static String server(String lines) {
        return "virtual_server 192.0.2.1 80 {\n" + lines + "}\n";
    }

    @Test
    void aServerThatSaysEverythingIsClean() {
        assertThat(codes(server(GOOD + real("192.0.2.2")))).isEmpty();
    }

    /** Behaviour 98. */
    @Test
    void aServerThatSaysNothingGetsDefaults() {
        assertThat(codes(server(real("192.0.2.2"))))
                .containsExactlyInAnyOrder("default-used", "default-used", "default-used");
    }

    /** Behaviour 99. */
    @Test
    void aServerNeedsRealServers() {
        assertThat(codes(server(GOOD))).contains("no-real-servers");
    }

    /** Behaviour 99. */
    @Test
    void aRealServerIsListedOnce() {
        assertThat(codes(server(GOOD + real("192.0.2.2") + real("192.0.2.2")))).contains("duplicate-server");
        assertThat(codes(server(GOOD + real("192.0.2.2") + real("192.0.2.3")))).doesNotContain("duplicate-server");
    }

    /** Behaviour 96. */
    @Test
    void theQuorumIsNotMoreThanTheWeights() {
        assertThat(codes(server(GOOD + "quorum 3\n" + real("192.0.2.2") + real("192.0.2.3"))))
                .contains("quorum-too-high");
        assertThat(codes(server(GOOD + "quorum 3\n" + real("192.0.2.2", "weight 2") + real("192.0.2.3"))))
                .doesNotContain("quorum-too-high");
        assertThat(codes(server(GOOD + "weight 3\nquorum 3\n" + real("192.0.2.2"))))
                .doesNotContain("quorum-too-high");
    }

    /** Behaviour 96. */
    @Test
    void theHysteresisIsLessThanTheQuorum() {
        assertThat(codes(server(GOOD + "hysteresis 1\n" + real("192.0.2.2")))).contains("hysteresis-too-high");
        assertThat(codes(server(GOOD + "quorum 2\nhysteresis 1\n" + real("192.0.2.2", "weight 2"))))
                .doesNotContain("hysteresis-too-high");
    }

    @Test
    void aReplyCannotBeShorterAndLongerAtOnce() {
        assertThat(codes(server(GOOD + real("192.0.2.2", "UDP_CHECK {", "min_reply_length 256", "}"))))
                .contains("check-always-fails");
    }

    @Test
    void aHttpCheckNeedsAUrl() {
        assertThat(codes(server(GOOD + real("192.0.2.2", "HTTP_GET {", "}")))).contains("missing-keyword");
    }

    @Test
    void aBfdSessionNeedsANeighborInEitherSpelling() {
        assertThat(codes("bfd_instance b {\nmin_rx 10\n}")).contains("missing-keyword");
        assertThat(codes("bfd_instance b {\nneighbour_ip 192.0.2.2\n}")).isEmpty();
    }

    @Test
    void aSyncGroupHasSeveralMembersAndAnInstanceOneGroup() {
        String two = instance() + instance().replace(" V ", " W ").replace("51", "52");
        String group = "vrrp_sync_group %s {\ngroup {\nV\n%s\n}\n}\n";
        assertThat(codes(group.formatted("G", "") + two)).contains("single-member-group");
        assertThat(codes(group.formatted("G", "W") + two)).isEmpty();
        assertThat(codes(group.formatted("G", "W") + group.formatted("H", "") + two))
                .contains("member-of-two-groups");
    }

    @Test
    void aPolicyRuleHasAPreference() {
        assertThat(codes("static_rules {\nfrom 192.0.2.0/24 table 5\n}")).contains("rule-without-preference");
        assertThat(codes("static_rules {\nfrom 192.0.2.0/24 table 5 priority 9\n}"))
                .isEmpty();
        assertThat(codes(instance("virtual_rules {\nto all lookup 5\n}"))).contains("rule-without-preference");
    }

    @Test
    void anInstanceTracksItsOwnInterfaceAnyway() {
        assertThat(codes(instance("track_interface {\neth0\neth1\n}"))).contains("tracks-own-interface");
        assertThat(codes(instance("track_interface {\neth1\n}"))).isEmpty();
    }

    @Test
    void whatNobodyTracksIsNotWatched() {
        String script = "vrrp_script chk {\nscript \"/bin/true\"\n}\n";
        assertThat(codes(script + instance())).contains("unused-tracker");
        assertThat(codes(script + instance("track_script {\nchk\n}"))).doesNotContain("unused-tracker");
    }

    @Test
    void anExpiredTimerNeedsNopreempt() {
        assertThat(codes(instance("timer_expired_backup 9"))).contains("needs-nopreempt");
        assertThat(codes(instance("nopreempt", "timer_expired_backup 9"))).doesNotContain("needs-nopreempt");
    }

    @Test
    void mailNeedsARelayARecipientAndSomebodyWhoWantsIt() {
        String relay = "smtp_server mail\n";
        String to = "notification_email {\nops@example.org\n}\n";
        String globals = "global_defs {\n%s}\n";
        assertThat(codes(globals.formatted(relay + to) + instance("smtp_alert")))
                .isEmpty();
        assertThat(codes(globals.formatted(relay) + instance("smtp_alert"))).containsExactly("mail-cannot-be-sent");
        assertThat(codes(globals.formatted(to + "smtp_alert\n") + instance())).containsExactly("mail-cannot-be-sent");
        assertThat(codes(instance("smtp_alert off"))).isEmpty();
        assertThat(codes(globals.formatted(relay + to) + instance("smtp_alert off")))
                .containsExactly("nobody-is-mailed");
    }
}

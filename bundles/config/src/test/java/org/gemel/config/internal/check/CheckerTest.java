package org.gemel.config.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.bind;
import static org.gemel.config.internal.Trees.codes;
import static org.gemel.config.internal.Trees.instance;

import java.util.List;
import org.gemel.api.config.Diagnostic;
import org.gemel.config.internal.Trees;
import org.gemel.config.internal.schema.Vocabulary;
import org.junit.jupiter.api.Test;

class CheckerTest {

    private static List<String> messages(String text) {
        return bind(text).diagnostics().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void anUnknownWordNamesTheNearestOneOfItsBlock() {
        assertThat(messages(
                        "vrrp_instance V {\ninterface eth0\nvirtual_router_id 1\nprioritty 9\nno_virtual_ipaddress\n}"))
                .containsExactly("test.conf:4:1: error: unknown word 'prioritty' in vrrp_instance V; did you mean"
                        + " 'priority'?");
    }

    @Test
    void aWordInTheWrongCaseNamesTheRightOne() {
        assertThat(messages("Vrrp_Instance V {\n}"))
                .containsExactly(
                        "test.conf:1:1: error: unknown word 'Vrrp_Instance' at the top of the file, skipped with"
                                + " its block; did you mean 'vrrp_instance'?");
    }

    @Test
    void aWordOfAnotherBlockIsSentThere() {
        assertThat(messages("router_id x"))
                .containsExactly("test.conf:1:1: error: unknown word 'router_id' at the top of the file; it belongs in"
                        + " global_defs");
    }

    @Test
    void anUnknownBlockIsReportedOnceWithAllThatIsInIt() {
        assertThat(codes("foo {\nbar 1\nbaz {\nqux\n}\n}\n" + instance())).containsExactly("unknown-keyword");
    }

    private static String check(String block) {
        return "virtual_server 192.0.2.1 80 {\nreal_server 192.0.2.2 80 {\n" + block + "\n}\n}";
    }

    @Test
    void aCheckerWhoseBundleMayComeLaterIsAWarningAndItsBlockIsNotLookedInto() {
        assertThat(messages(check("REDIS_CHECK {\npassword x\nqux {\n}\n}")))
                .contains("test.conf:3:1: warning: no checker 'REDIS_CHECK' is installed; the real server waits for it"
                        + " until its bundle is put into deploy/");
        assertThat(messages(check("TCP_CHEK {\n}")))
                .anySatisfy(line -> assertThat(line).contains("unknown word 'TCP_CHEK'"));
        assertThat(messages(check("TCPP_CHECK {\n}")))
                .anySatisfy(line -> assertThat(line).contains("no checker", "did you mean 'TCP_CHECK'?"));
    }

    @Test
    void aCheckerThatNobodyKnowsElsewhereIsAnUnknownWord() {
        assertThat(codes("REDIS_CHECK {\n}\n" + instance())).containsExactly("unknown-keyword");
        assertThat(codes(check("REDIS_CHECK"))).contains("unknown-keyword");
    }

    /** The findings about a check whose declared words nobody acts on. */
    private static List<String> ofIdleCheck(String... lines) {
        Vocabulary vocabulary = new Vocabulary(complaint -> {
            throw new AssertionError(complaint);
        });
        vocabulary.add(1, "idle", """
                real_server\tIDLE_CHECK\t{IDLE_CHECK}\tmany\tplugin\tA\ta probe of nothing
                IDLE_CHECK\tdepth\tint(1..9)\t-\tplugin\tA\thow deep
                IDLE_CHECK\tloud\t[bool]\t-\tplugin\tA\thow loud
                """);
        Diagnostics diagnostics = new Diagnostics();
        new Checker(vocabulary.schema(), user -> true, diagnostics)
                .check(Trees.parse(check("IDLE_CHECK {\n" + String.join("\n", lines) + "\n}")));
        return diagnostics.inOrderOfText().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void whatIsNotActedOnYetIsSaidOncePerBlock() {
        assertThat(ofIdleCheck("depth 3", "loud"))
                .containsExactly("test.conf:3:1: warning: 'IDLE_CHECK' is not acted on yet");
    }

    @Test
    void whatIsNotActedOnYetIsCheckedAllTheSame() {
        assertThat(ofIdleCheck("depth 0"))
                .hasSize(2)
                .last()
                .isEqualTo("test.conf:4:7: error: depth: 0 is out of range; write 1 to 9");
    }

    @Test
    void nobodyLosesAnythingByAFlagThatIsOffOrAnEmptyBlock() {
        assertThat(bind("global_defs {\ndisable_local_igmp off\n}").diagnostics())
                .extracting(Diagnostic::severity)
                .containsExactly(Diagnostic.Severity.NOTE);
        assertThat(bind("linkbeat_interfaces {\n}").diagnostics())
                .extracting(Diagnostic::severity)
                .containsExactly(Diagnostic.Severity.NOTE);
        assertThat(bind("global_defs {\nenable_dbus\n}").diagnostics())
                .extracting(Diagnostic::severity)
                .containsExactly(Diagnostic.Severity.WARNING);
    }

    @Test
    void aRemovedWordSaysSinceWhenAndWhatToUse() {
        assertThat(messages("global_defs {\nlvs_id x\n}"))
                .containsExactly("test.conf:2:1: warning: 'lvs_id' was last known to keepalived v1.1.7 and is ignored;"
                        + " use router_id");
    }

    @Test
    void anOldWordNamesTheNewOne() {
        assertThat(messages(instance("vmac_garp_intvl 5")))
                .contains("test.conf:7:1: warning: 'vmac_garp_intvl' is an old word; use garp_extra_if");
    }

    @Test
    void aWordSaidTwiceIsReportedUnlessItIsAListOrAFlag() {
        assertThat(messages(instance("priority 5", "priority 6")))
                .containsExactly("test.conf:8:1: warning: 'priority' was already said at test.conf:7:1; the last one"
                        + " counts; keep one of them");
        assertThat(codes(instance("nopreempt", "nopreempt"))).isEmpty();
        assertThat(codes(instance("virtual_ipaddress {\n192.0.2.2\n}"))).isEmpty();
    }

    @Test
    void numbersAreDecimal() {
        for (String number : List.of("0x33", "51x", "abc", "5.5", "--5", "1e2", "٣")) {
            assertThat(codes(instance("priority " + number))).as(number).containsExactly("not-a-number");
        }
        assertThat(codes(instance("priority +51"))).isEmpty();
        assertThat(codes(instance("priority -51"))).containsExactly("out-of-range");
    }

    @Test
    void aMissingParameterIsAnErrorOfItsLine() {
        assertThat(messages(instance("priority")))
                .containsExactly("test.conf:7:1: error: priority needs something after it");
    }

    @Test
    void aWordTooManyIsReported() {
        assertThat(codes(instance("priority 5 6"))).containsExactly("extra-words");
    }

    @Test
    void bracesWhereThereAreNoneAreSkipped() {
        assertThat(codes(instance("priority 5 {\nfoo\n}"))).containsExactly("unexpected-block");
        assertThat(codes("vrrp_instance V")).containsExactly("missing-block");
    }

    @Test
    void anUnknownOptionOfAnAddressIsReportedOnce() {
        assertThat(codes(instance("virtual_ipaddress {\n192.0.2.2 bogus x dev eth1\n}")))
                .containsExactly("unknown-option");
    }

    @Test
    void aCommandMayNameAUserThatExists() {
        assertThat(codes(instance("notify \"/x.sh a b\" root root"))).isEmpty();
        assertThat(codes(instance("notify /x.sh root"))).isEmpty();
        assertThat(codes(instance("notify '/x.sh a b'"))).isEmpty();
    }

    @Test
    void wordsAfterACommandThatKeepalivedTakesForAUserAreReported() {
        assertThat(messages(instance("notify_master /x.sh hello")))
                .last()
                .isEqualTo(
                        "test.conf:7:21: warning: notify_master: 'hello' after the command is taken as the user to run"
                                + " it as, and there is no such user here; put the command and its arguments together in double"
                                + " quotes, or name a user");
        assertThat(codes(instance("notify /x.sh root root x"))).containsExactly("extra-words");
    }

    @Test
    void aNameMustBeDefinedAboveItsUse() {
        String use = instance("track_script {\nchk\n}");
        String definition = "vrrp_script chk {\nscript /bin/true\n}\n";
        assertThat(codes(definition + use)).isEmpty();
        assertThat(codes(use + definition)).contains("defined-too-late");
        assertThat(codes(use)).contains("undefined-reference");
        assertThat(messages(definition.replace("chk", "chek") + use)).anyMatch(m -> m.endsWith("did you mean 'chek'?"));
    }

    @Test
    void aSyncGroupMayNameInstancesBelow() {
        String group = "vrrp_sync_group G {\ngroup {\nV\nW\n}\n}\n";
        assertThat(codes(group + instance())).contains("undefined-reference");
        assertThat(codes(group + instance() + instance().replace(" V ", " W ").replace("51", "52")))
                .isEmpty();
    }

    @Test
    void aNameIsGivenOnce() {
        assertThat(codes(instance() + instance().replace("51", "52"))).containsExactly("duplicate-name");
    }

    @Test
    void aFirewallMarkOrAGroupMayStandForTheAddressOfAServer() {
        String body = " {\nlb_algo rr\nlb_kind DR\nprotocol TCP\nreal_server 192.0.2.2 80 {\n}\n}\n";
        assertThat(codes("virtual_server fwmark 5" + body.replace("protocol TCP\n", "")))
                .isEmpty();
        assertThat(codes("virtual_server 192.0.2.1 80" + body)).isEmpty();
        assertThat(codes("virtual_server group G" + body)).containsExactly("undefined-reference");
        assertThat(codes("virtual_server www.example.org 80" + body)).containsExactly("bad-address");
    }

    @Test
    void theDestinationOfARouteMayStandAnywhere() {
        assertThat(codes("static_routes {\nsrc 192.0.2.1 to 198.51.100.0/24 via 192.0.2.2 dev eth0\n}"))
                .isEmpty();
        assertThat(codes("static_routes {\nsrc 192.0.2.1 198.51.100.0/24 via 192.0.2.2 dev eth0\n}"))
                .isEmpty();
        assertThat(codes("static_routes {\nblackhole 198.51.100.0/24\ndefault via 192.0.2.2 no_track\n}"))
                .isEmpty();
        assertThat(codes("static_routes {\n198.51.100.0/24 via x\n}")).containsExactly("bad-address");
    }

    @Test
    void nothingInAMessageDisturbsATerminal() {
        assertThat(messages("\u001b[31mred x"))
                .allSatisfy(message -> assertThat(message).doesNotContain("\u001b"));
        assertThat(messages("router_idd \u001b[31m\nglobal_defs {\nvrrp_version \u0007\n}"))
                .allSatisfy(message -> assertThat(message).doesNotContain("\u001b", "\u0007"));
    }
}

package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.api.appliance.Appliance.Change;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.appliance.Appliance.ReloadResult;
import org.gemel.api.appliance.Maintenance;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Position;
import org.gemel.api.status.EngineStatus;
import org.gemel.shell.internal.Fakes.FakeAppliance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final Change RAISED = new Change("VI_1: priority 100 -> 150", Cost.ELECTION);

    private final FakeAppliance appliance = new FakeAppliance();
    private final Commands commands = new Commands(appliance, "1.2.3", Fakes.CLOCK);

    @Test
    void statusIsATableWithTheTroublesUnderIt() {
        assertThat(commands.status()).isEqualTo("""
                        NAME  INTERFACE  VRID  VERSION  STATE   PRIORITY  MASTER    SINCE  ADDRESSES
                        VI_1  eth0       51    v2 IPv4  MASTER  150       10.9.0.1  1m3s   10.9.0.100/24, 10.9.1.100/24@eth1 (not held)
                        LAN6  eth12      7     v3 IPv6  FAULT   80/100    -         2h5m   fe80::1/64

                        LAN6: interface eth12 is down
                        sync group G: FAULT (LAN6)
                        static rule preference 9 from all lookup 9, not held: refused

                        here, /etc/gemel/gemel.conf, Gemel 1.2.3, running for 2h5m
                        """);
    }

    @Test
    void statusOfNoVirtualRouterSaysSo() {
        appliance.status = new EngineStatus(List.of(), Map.of());
        assertThat(commands.status()).startsWith("no virtual routers are configured\n");
    }

    @Test
    void showTellsAllOfOne() {
        assertThat(commands.show("VI_1")).isEqualTo("""
                        VI_1 is MASTER for 1m3s: master-down timer expired
                          virtual router     VRID 51 on eth0, VRRPv2, IPv4
                          since              2026-11-23T11:58:57Z
                          priority           150
                          master             10.9.0.1 (this router), priority 150
                          preempt            yes, after 30 s
                          interval           1 s
                          skew time          414.062 ms
                          master down after  3.414 s
                          source             automatic
                          sends to           224.0.0.18
                          authentication     PASS
                          addresses          10.9.0.100/24 on eth0, held
                                             10.9.1.100/24 on eth1, not held
                          counters
                            advertisement-sent  63
                            advertisement-rcvd  0
                        """);
    }

    @Test
    void showOfOneThatIsNotConfiguredAnyMoreLeavesOutTheConfiguration() {
        assertThat(commands.show("LAN6")).contains("80, configured 100").doesNotContain("preempt");
    }

    @Test
    void showTellsWhatIsTrackedAndWhatComesOfIt() {
        assertThat(commands.show("LAN6"))
                .contains("priority           80, configured 100, script chk -20\n")
                .contains("sync group         G\n")
                .contains(
                        "script chk weight -20: failed for 3m2s: exit 1 after 12 ms; " + "takes 20 from the priority\n")
                .contains("interface eth3 (sync group): failed for 2h5m: interface eth3 is down; keeps it in FAULT\n");
    }

    @Test
    void showTellsOfRoutesAndRulesWhetherTheyAreThereAndWhyNot() {
        assertThat(commands.show("LAN6")).contains("""
                          addresses          fe80::1/64 on eth12, not held
                          routes             default via fe80::2 dev eth12, not held
                                             2001:db8::/32 dev eth13, not held: cannot install 2001:db8::/32: there is no interface eth13
                          rules              IPv6 preference 10 from all lookup 7, held
                        """);
    }

    @Test
    void showOfAnUnknownNameNamesTheKnown() {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, () -> commands.show("VI_9"));
        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure).hasMessage("error: no virtual router is called VI_9; there are VI_1, LAN6\n");
    }

    @Test
    void noOutputContainsThePassword() {
        assertThat(commands.show("VI_1") + commands.status() + commands.statusJson())
                .doesNotContain("s3cret");
    }

    @Test
    void countersOfAllStandUnderTheirNames() {
        assertThat(commands.counters()).isEqualTo("""
                        VI_1
                          advertisement-sent  63
                          advertisement-rcvd  0
                        LAN6
                          advertisement-sent  2
                          advertisement-rcvd  12345
                        all
                          checksum-errors  1
                        """);
    }

    @Test
    void countersAreDataForPrograms() {
        assertThat(commands.countersJson()).isEqualToIgnoringWhitespace("""
                {
                  "format" : 1,
                  "instances" : [
                    {
                      "name" : "VI_1",
                      "counters" : { "advertisement-sent" : 63, "advertisement-rcvd" : 0 }
                    },
                    {
                      "name" : "LAN6",
                      "counters" : { "advertisement-sent" : 2, "advertisement-rcvd" : 12345 }
                    }
                  ],
                  "counters" : { "checksum-errors" : 1 }
                }
                """);
        assertThat(commands.countersJson("VI_1"))
                .contains("\"name\" : \"VI_1\"")
                .doesNotContain("LAN6");
    }

    @Test
    void countersOfOneAreTwoColumns() {
        assertThat(commands.counters("LAN6")).isEqualTo("""
                        advertisement-sent  2
                        advertisement-rcvd  12345
                        """);
    }

    @Test
    void reloadListsTheChanges() {
        appliance.reload = new ReloadResult(true, List.of(RAISED), List.of());
        assertThat(commands.reload()).isEqualTo("VI_1: priority 100 -> 150\nreloaded\n");
    }

    @Test
    void reloadWithoutAChangeSaysSo() {
        assertThat(commands.reload()).isEqualTo("reloaded, nothing changed\n");
    }

    @Test
    void aPlanShowsWhatEachChangeCosts() {
        appliance.plan =
                new ReloadPlan(true, List.of(RAISED, new Change("VI_2: version 2 -> 3", Cost.RESTART)), List.of());
        assertThat(commands.plan()).isEqualTo("""
                        CHANGE                     COST
                        VI_1: priority 100 -> 150  no interruption; may decide an election
                        VI_2: version 2 -> 3       restarts this virtual router
                        nothing was changed; apply it with: gemel reload
                        """);
    }

    @Test
    void aPlanWithoutAChangeSaysSo() {
        assertThat(commands.plan()).isEqualTo("a reload would change nothing\n");
    }

    @ParameterizedTest
    @CsvSource({"WARNING, true, 1", "ERROR, false, 2"})
    void aPlanEndsWithTheExitCodesOfCheck(Severity severity, boolean usable, int exitCode) {
        Diagnostic said = new Diagnostic(new Position("gemel.conf", 3, 5), severity, "range", "priority 300", "");
        appliance.plan = new ReloadPlan(usable, List.of(), List.of(said));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, commands::plan);
        assertThat(failure.exitCode()).isEqualTo(exitCode);
        assertThat(failure).hasMessageStartingWith("gemel.conf:3:5: ").hasMessageContaining("would change nothing");
    }

    @Test
    void aReloadToBeConfirmedSaysUntilWhenAndSoDoesTheStatus() {
        appliance.reload = new ReloadResult(true, List.of(RAISED), List.of());
        String awaited =
                "the last reload is taken back at 2026-11-23T12:01:00Z, in 60 s, unless it is confirmed: gemel confirm\n";
        assertThat(commands.reload(Duration.ofMinutes(1))).isEqualTo("VI_1: priority 100 -> 150\nreloaded\n" + awaited);
        assertThat(commands.status()).endsWith(awaited);
        assertThat(commands.statusJson()).contains("\"confirmationDue\" : \"2026-11-23T12:01:00Z\"");
        assertThat(commands.confirm()).isEqualTo("confirmed\n");
        assertThat(commands.status()).doesNotContain("confirm");
    }

    @Test
    void aConfirmationThatNobodyAwaitsFails() {
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, commands::confirm);
        assertThat(failure.exitCode()).isEqualTo(1);
    }

    @Test
    void aRefusedReloadSaysWhyAndFails() {
        Diagnostic error = new Diagnostic(
                new Position("gemel.conf", 3, 5), Severity.ERROR, "range", "priority 300", "1 to 255 is allowed");
        appliance.reload = new ReloadResult(false, List.of(), List.of(error));
        CommandFailure failure = catchThrowableOfType(CommandFailure.class, commands::reload);
        assertThat(failure.exitCode()).isEqualTo(2);
        assertThat(failure.getMessage())
                .startsWith("gemel.conf:3:5: error: priority 300; 1 to 255 is allowed\n")
                .contains("nothing changed");
    }

    @Test
    void stopStopsTheAppliance() {
        commands.stop(false);
        assertThat(appliance.stopped).isTrue();
    }

    @Test
    void stopNowWaitsForNobody() {
        commands.stop(true);
        assertThat(appliance.stoppedNow).isTrue();
        assertThat(appliance.stopped).isFalse();
    }

    @Test
    void aHandoverOfSomethingUnknownIsNotTried() {
        CommandFailure failure =
                catchThrowableOfType(CommandFailure.class, () -> commands.handover(false, Set.of("nobody")));
        assertThat(failure.getMessage()).contains("no virtual router is called nobody; there are VI_1, LAN6");
        assertThat(appliance.duty.asked).isEmpty();
    }

    @Test
    void aSyncGroupIsHandedOverByItsName() {
        commands.handover(false, Set.of("G"));
        assertThat(appliance.duty.asked).containsExactly("hand over [G]");
    }

    @Test
    void statusTellsOfAMaintenance() {
        appliance.duty.maintenance =
                new Maintenance("root", Fakes.NOW, Fakes.NOW.plusSeconds(1800), Duration.ofMinutes(29));
        assertThat(commands.status())
                .contains("in maintenance by root since 2026-11-23T12:00:00Z until 2026-11-23T12:30:00Z, for another"
                        + " 29m0s\n");
    }
}

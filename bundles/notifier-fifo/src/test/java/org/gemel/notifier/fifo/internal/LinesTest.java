package org.gemel.notifier.fifo.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.api.status.VrrpState.BACKUP;
import static org.gemel.api.status.VrrpState.FAULT;
import static org.gemel.api.status.VrrpState.INIT;
import static org.gemel.api.status.VrrpState.MASTER;
import static org.gemel.notifier.fifo.internal.Samples.became;
import static org.gemel.notifier.fifo.internal.Samples.configuration;
import static org.gemel.notifier.fifo.internal.Samples.ended;
import static org.gemel.notifier.fifo.internal.Samples.groupBecame;
import static org.gemel.notifier.fifo.internal.Samples.groupEnded;
import static org.gemel.notifier.fifo.internal.Samples.lowerHeard;
import static org.gemel.notifier.fifo.internal.Samples.notice;
import static org.gemel.notifier.fifo.internal.Samples.priority;
import static org.gemel.notifier.fifo.internal.Samples.quorum;
import static org.gemel.notifier.fifo.internal.Samples.realServer;
import static org.gemel.notifier.fifo.internal.Samples.restored;
import static org.gemel.notifier.fifo.internal.Samples.wanting;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.event.Event.End;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.GroupStatus;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Behaviour 84, and what keepalived 2.2.7 was seen to write. */
class LinesTest {

    private static final Wishes PRIORITIES = new Wishes(Map.of(), null, false, true);

    private final Lines lines = new Lines();

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INIT")
    void aStateOfAVirtualRouterComesWithItsPriority(VrrpState state) {
        assertThat(lines.of(notice(became(INIT, state)))).isEqualTo("INSTANCE \"V1\" " + state + " 150\n");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "INIT")
    void aGroupHasPriorityNought(VrrpState state) {
        assertThat(lines.of(notice(groupBecame(state)))).isEqualTo("GROUP \"G\" " + state + " 0\n");
    }

    @Test
    void beforeAndAfterEverythingIsNoState() {
        assertThat(lines.of(notice(became(MASTER, INIT)))).isNull();
        assertThat(lines.of(notice(groupBecame(INIT)))).isNull();
    }

    @Test
    void whatStopsStops() {
        assertThat(lines.of(notice(ended(End.STOPPED)))).isEqualTo("INSTANCE \"V1\" STOP 150\n");
        assertThat(lines.of(notice(groupEnded(End.STOPPED)))).isEqualTo("GROUP \"G\" STOP 0\n");
    }

    @Test
    void whatIsRemovedIsFaultyUnlessNotifyDeletedIsThere() {
        Command command = new Command(List.of("/bin/true"), null, null, ScriptPolicy.DEFAULT);
        Wishes deleted = new Wishes(Map.of(Occasion.DELETED, command), null, false, false);

        assertThat(lines.of(notice(ended(End.REMOVED)))).isEqualTo("INSTANCE \"V1\" FAULT 150\n");
        assertThat(lines.of(wanting(deleted, ended(End.REMOVED)))).isEqualTo("INSTANCE \"V1\" DELETED 150\n");
    }

    @Test
    void ofAGroupThatIsRemovedNothingIsSaid() {
        assertThat(lines.of(notice(groupEnded(End.REMOVED)))).isNull();
    }

    @Test
    void aMasterThatHearsALowerPrioritySaysSo() {
        assertThat(lines.of(notice(lowerHeard()))).isEqualTo("INSTANCE \"V1\" MASTER_RX_LOWER_PRI 150\n");
    }

    @ParameterizedTest
    @CsvSource({"MASTER, MASTER_PRIORITY", "BACKUP, BACKUP_PRIORITY", "FAULT, BACKUP_PRIORITY"})
    void aPriorityIsToldInTheWordOfTheState(VrrpState state, String word) {
        lines.of(notice(became(INIT, state)));

        assertThat(lines.of(wanting(PRIORITIES, priority(160)))).isEqualTo("INSTANCE \"V1\" " + word + " 160\n");
    }

    @Test
    void aPriorityIsNotToldWhereNobodyWantsIt() {
        assertThat(lines.of(notice(priority(160)))).isNull();
    }

    @Test
    void otherNewsAreNotForFifos() {
        assertThat(lines.of(notice(restored()))).isNull();
    }

    @Test
    void theStatesAreThoseLastHeard() {
        lines.of(notice(became(INIT, BACKUP)));
        lines.of(notice(became(BACKUP, MASTER)));
        lines.of(notice(groupBecame(MASTER)));
        lines.of(notice(priority(160)));

        assertThat(lines.states(configuration()))
                .containsExactly("INSTANCE \"V1\" MASTER 160\n", "GROUP \"G\" MASTER 0\n");
    }

    @Test
    void whatEndedOrIsFaultyAtTheBeginningHasItsState() {
        lines.of(notice(became(INIT, FAULT)));
        assertThat(lines.states(configuration())).containsExactly("INSTANCE \"V1\" FAULT 150\n");

        lines.of(notice(ended(End.REMOVED)));
        assertThat(lines.states(configuration())).isEmpty();
    }

    @Test
    void whatIsKnownFromElsewhereCountsUntilSomethingIsHeard() {
        lines.know(new EngineStatus(List.of(), List.of(new GroupStatus("G", List.of(), BACKUP)), Map.of(), List.of()));
        assertThat(lines.states(configuration())).containsExactly("GROUP \"G\" BACKUP 0\n");

        lines.of(notice(groupBecame(MASTER)));
        assertThat(lines.states(configuration())).containsExactly("GROUP \"G\" MASTER 0\n");
    }

    /** As keepalived 2.2.7 wrote it under a kernel with IPVS, for real servers 10.0.9.1 with port 80. */
    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:80/tcp,  [10.0.0.1]:tcp:80, [10.0.9.1]:tcp:80",
        "10.0.0.1:53/udp,  [10.0.0.1]:udp:53, [10.0.9.1]:udp:80",
        "fwmark 5,         FWM 5,             [10.0.9.1]:none:80",
        "group WEB/tcp,    [WEB]:0,           [10.0.9.1]:tcp:80",
        "group MIXED/udp,  [MIXED]:0,         [10.0.9.1]:udp:80",
        "group MARKS,      [MARKS]:0,         [10.0.9.1]:none:80"
    })
    void aServerHasKeepalivedsName(String name, String virtual, String real) {
        assertThat(lines.of(notice(quorum(name, true)))).isEqualTo("VS " + virtual + " UP\n");
        assertThat(lines.of(notice(quorum(name, false)))).isEqualTo("VS " + virtual + " DOWN\n");
        assertThat(lines.of(notice(realServer(name, "10.0.9.1:80", true))))
                .isEqualTo("RS " + real + " " + virtual + " UP\n");
        assertThat(lines.of(notice(realServer(name, "10.0.9.1:80", false))))
                .isEqualTo("RS " + real + " " + virtual + " DOWN\n");
    }

    @Test
    void aServerOfIpv6HasItsAddressInBracketsToo() {
        assertThat(lines.of(notice(realServer("[2001:db8::1]:80/tcp", "[2001:db8::2]:80", true))))
                .isEqualTo("RS [2001:db8::2]:tcp:80 [2001:db8::1]:tcp:80 UP\n");
    }
}

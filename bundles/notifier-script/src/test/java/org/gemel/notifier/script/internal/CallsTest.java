package org.gemel.notifier.script.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.End;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Command ALWAYS = command("/n", "own word");

    private static Command command(String... words) {
        return new Command(List.of(words), "nobody", "nogroup", new ScriptPolicy(true, true, true));
    }

    /** With a command for each occasion but some, named after it. */
    private static Wishes wishes(Occasion... without) {
        Map<Occasion, Command> commands = new EnumMap<>(Occasion.class);
        for (Occasion occasion : Occasion.values()) {
            commands.put(occasion, command("/" + occasion));
        }
        commands.keySet().removeAll(List.of(without));
        return new Wishes(commands, ALWAYS, false, false);
    }

    private static List<String> run(Event event, Wishes wishes) {
        return Calls.of(new Notice(event, wishes)).stream()
                .map(call ->
                        call.keyword() + ": " + String.join(" ", call.command().words()))
                .toList();
    }

    private static Event entered(VrrpState state) {
        return new Event.Transition(NOW, "VI 1", VrrpState.BACKUP, state, 150, "");
    }

    private static Event ended(End end) {
        return new Event.Ended(NOW, "VI 1", end, 150);
    }

    @ParameterizedTest
    @EnumSource(names = {"MASTER", "BACKUP", "FAULT"})
    void theCommandOfTheStateIsRunAndThenTheOneForAll(VrrpState state) {
        assertThat(run(entered(state), wishes()))
                .containsExactly(
                        "notify_" + state.name().toLowerCase(java.util.Locale.ROOT) + ": /" + state,
                        "notify: /n own word INSTANCE VI 1 " + state + " 150");
    }

    @Test
    void eachWordIsOneArgument() {
        List<Call> calls = Calls.of(new Notice(entered(VrrpState.MASTER), wishes()));
        assertThat(calls.get(1).command().words())
                .containsExactly("/n", "own word", "INSTANCE", "VI 1", "MASTER", "150");
    }

    @Test
    void userAndPolicyAreThoseOfTheCommand() {
        List<Call> calls = Calls.of(new Notice(entered(VrrpState.MASTER), wishes()));
        assertThat(calls.get(1).command().user()).isEqualTo("nobody");
        assertThat(calls.get(1).command().group()).isEqualTo("nogroup");
        assertThat(calls.get(1).command().policy()).isEqualTo(ALWAYS.policy());
    }

    /** Behaviour 24. */
    @Test
    void atTheStopOnlyTheStopIsTold() {
        assertThat(run(entered(VrrpState.INIT), wishes())).isEmpty();
        assertThat(run(ended(End.STOPPED), wishes()))
                .containsExactly("notify_stop: /STOP", "notify: /n own word INSTANCE VI 1 STOP 150");
    }

    /** Behaviour 104. */
    @Test
    void whatAReloadRemovedIsInFault() {
        assertThat(run(ended(End.REMOVED), wishes(Occasion.DELETED)))
                .containsExactly("notify: /n own word INSTANCE VI 1 FAULT 150");
    }

    /** Behaviour 104. */
    @Test
    void whatAReloadRemovedIsDeletedWhereThatIsWanted() {
        assertThat(run(ended(End.REMOVED), wishes()))
                .containsExactly("notify_deleted: /DELETED", "notify: /n own word INSTANCE VI 1 DELETED 150");
    }

    @Test
    void whatAReloadRemovedIsDeletedAlsoWithoutACommandForIt() {
        assertThat(run(ended(End.REMOVED), new Wishes(Map.of(), ALWAYS, false, false, true)))
                .containsExactly("notify: /n own word INSTANCE VI 1 DELETED 150");
    }

    /** Behaviour 82. */
    @Test
    void aGroupHasNoPriority() {
        assertThat(run(
                        new Event.GroupTransition(NOW, "G", VrrpState.BACKUP, VrrpState.MASTER, ""),
                        new Wishes(Map.of(), ALWAYS, false, false)))
                .containsExactly("notify: /n own word GROUP G MASTER 0");
    }

    @Test
    void theRemovalOfAGroupIsNotTold() {
        assertThat(run(new Event.GroupEnded(NOW, "G", End.REMOVED), wishes())).isEmpty();
    }

    @Test
    void aLowerPriorityThatIsHeardHasACommandOfItsOwn() {
        assertThat(run(new Event.LowerPriorityHeard(NOW, "VI 1", 150), wishes()))
                .containsExactly("notify_master_rx_lower_pri: /MASTER_RX_LOWER_PRI");
    }

    @Test
    void whatElseHappensIsNotTold() {
        assertThat(run(new Event.PriorityChanged(NOW, "VI 1", 100, 90, ""), wishes()))
                .isEmpty();
        assertThat(run(new Event.Problem(NOW, "VI 1", "odd", ""), wishes())).isEmpty();
    }

    @Test
    void whereNothingIsWantedNothingIsRun() {
        assertThat(run(entered(VrrpState.MASTER), Wishes.NONE)).isEmpty();
    }
}

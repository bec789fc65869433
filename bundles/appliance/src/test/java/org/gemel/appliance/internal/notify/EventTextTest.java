package org.gemel.appliance.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import org.gemel.api.config.Subject;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventTextTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901234Z");

    static Stream<Event> events() {
        return Stream.of(
                new Event.Transition(NOW, "lan", VrrpState.BACKUP, VrrpState.MASTER, 200, "tab\there,\nline\r\\n"),
                new Event.Ended(NOW, "lan", Event.End.REMOVED, 100),
                new Event.PriorityChanged(NOW, "lan", 100, 90, "script down"),
                new Event.LowerPriorityHeard(NOW, "lan", 3),
                new Event.Problem(NOW, "lan", "code", ""),
                new Event.AddressRestored(NOW, "lan", "192.0.2.1/24"),
                new Event.GroupTransition(NOW, "both", VrrpState.INIT, VrrpState.FAULT, "link"),
                new Event.GroupEnded(NOW, "both", Event.End.STOPPED),
                new Event.QuorumChanged(NOW, "192.0.2.1 80 TCP", true, 3L, 2L, "enough"),
                new Event.ServerProblem(NOW, "web", Subject.realServer("web", "10.0.0.1 80"), "code", "what"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventStaysWhatItIs(Event event) {
        assertThat(EventText.event(EventText.of(event))).contains(event);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventIsOneLine(Event event) {
        assertThat(EventText.of(event).lines()).hasSize(1);
    }

    @Test
    void whatThisVersionDoesNotKnowIsNothing() {
        assertThat(EventText.event("Surprise\t" + NOW)).isEmpty();
        assertThat(EventText.event("LowerPriorityHeard\t" + NOW + "\tlan\tmany"))
                .isEmpty();
        assertThat(EventText.event("")).isEmpty();
    }
}

package org.gemel.notifier.webhook.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.api.status.VrrpState.BACKUP;
import static org.gemel.api.status.VrrpState.INIT;
import static org.gemel.api.status.VrrpState.MASTER;

import java.time.Instant;
import java.util.stream.Stream;
import org.gemel.api.event.Event;
import org.gemel.api.event.Event.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The fields, which are a promise. */
class BodyTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.000456Z");
    private static final String HEAD = "\"time\":\"2026-11-23T12:00:00.000Z\",\"router\":\"r1\",";

    private static String json(Event event) {
        byte[] body = new Body().of(event, "r1");
        return body == null ? null : new String(body, UTF_8);
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        new Event.Transition(NOON, "V1", BACKUP, MASTER, 150, "no master was heard"),
                        "{'version':1,'event':'transition',@'instance':'V1','state':'MASTER','previous':'BACKUP',"
                                + "'priority':150,'reason':'no master was heard'}"),
                Arguments.of(
                        new Event.GroupTransition(NOON, "G", INIT, BACKUP, "started"),
                        "{'version':1,'event':'transition',@'group':'G','state':'BACKUP','previous':'INIT',"
                                + "'reason':'started'}"),
                Arguments.of(
                        new Event.Ended(NOON, "V1", End.STOPPED, 150),
                        "{'version':1,'event':'ended',@'instance':'V1','state':'STOPPED','priority':150}"),
                Arguments.of(
                        new Event.GroupEnded(NOON, "G", End.REMOVED),
                        "{'version':1,'event':'ended',@'group':'G','state':'REMOVED'}"),
                Arguments.of(
                        new Event.PriorityChanged(NOON, "V1", 150, 160, "150 configured, file tf +10"),
                        "{'version':1,'event':'priority',@'instance':'V1','priority':160,'previousPriority':150,"
                                + "'reason':'150 configured, file tf +10'}"),
                Arguments.of(
                        new Event.LowerPriorityHeard(NOON, "V1", 150),
                        "{'version':1,'event':'lower-priority-heard',@'instance':'V1','priority':150}"),
                Arguments.of(
                        new Event.Problem(NOON, "V1", "interface-down", "eth0 is down"),
                        "{'version':1,'event':'problem',@'instance':'V1','code':'interface-down',"
                                + "'message':'eth0 is down'}"),
                Arguments.of(
                        new Event.AddressRestored(NOON, "V1", "10.0.0.1/24"),
                        "{'version':1,'event':'address-restored',@'instance':'V1','address':'10.0.0.1/24'}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventHasItsFields(Event event, String expected) {
        assertThat(json(event)).isEqualTo(expected.replace('\'', '"').replace("@", HEAD));
    }

    @Test
    void theEndIsNotToldAsAStateToo() {
        assertThat(json(new Event.Transition(NOON, "V1", MASTER, INIT, 150, "stopped")))
                .isNull();
        assertThat(json(new Event.GroupTransition(NOON, "G", MASTER, INIT, "stopped")))
                .isNull();
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        String reason = "x".repeat(Body.LONGEST - 1) + "\ud83d\ude00 and more";

        assertThat(json(new Event.GroupTransition(NOON, "G", INIT, BACKUP, reason)))
                .endsWith("\"" + "x".repeat(Body.LONGEST - 1) + "\"}");
    }
}

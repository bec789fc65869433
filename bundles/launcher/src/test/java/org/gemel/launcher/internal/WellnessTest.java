package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WellnessTest {

    private final Set<String> links = new HashSet<>(Set.of("eth0", "eth1"));
    private final Set<Object> watchers = new HashSet<>(Set.of(7L));
    private final Surroundings surroundings = new Surroundings(() -> Set.copyOf(links), () -> Set.copyOf(watchers));

    /** State and, if it is known, who is master; as the appliance says it. */
    private static Wellness of(String state) {
        return Wellness.of(Set.of(), Set.of(), state.isEmpty() ? Map.of() : Map.of("VI_1", state));
    }

    @ParameterizedTest
    @CsvSource({
        "MASTER 3600 192.0.2.1, MASTER 3600 192.0.2.1",
        "BACKUP 3600 192.0.2.2, BACKUP 3600 192.0.2.2",
        "BACKUP 3600 192.0.2.2, BACKUP 3600",
        "FAULT 3600, FAULT 3600",
        "BACKUP 3600 192.0.2.2, MASTER 3600 192.0.2.1",
        "FAULT 3600, MASTER 3600 192.0.2.1",
        "MASTER 3600 192.0.2.1, BACKUP 3600 192.0.2.2",
        "MASTER 3600 192.0.2.1, FAULT 3600 192.0.2.2"
    })
    void whereSomebodyIsMasterNothingIsAmiss(String before, String now) {
        assertThat(of(now).ailments(of(before), surroundings)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MASTER 3600 192.0.2.1, BACKUP 3600",
        "MASTER 3600 192.0.2.1, FAULT 3600",
        "MASTER 3600 192.0.2.1, INIT 3600",
        "BACKUP 3600 192.0.2.2, FAULT 3600"
    })
    void aStateThatIsLostWithoutAMasterIsAnAilment(String before, String now) {
        String was = before.split(" ")[0];
        String is = now.split(" ")[0];
        assertThat(of(now).ailments(of(before), surroundings)).containsExactly("VI_1 was " + was + " and is " + is);
    }

    private List<String> ailments(String now) {
        return of(now).ailments(of("MASTER 3600 192.0.2.1"), surroundings);
    }

    @Test
    void aFaultIsNoAilmentIfALinkIsDownThatWasUp() {
        String now = "FAULT 3600 link=eth0 link=eth1";
        assertThat(ailments(now)).isNotEmpty();
        links.remove("eth1");
        assertThat(ailments(now)).isEmpty();
    }

    @Test
    void aLinkThatWasNotSeenBeforeExplainsNothing() {
        assertThat(ailments("FAULT 3600 link=eth2")).isNotEmpty();
    }

    @Test
    void aFaultIsNoAilmentIfATrackerSaysSoThatIsNotReplaced() {
        String now = "FAULT 3600 link=eth0 tracker";
        assertThat(ailments(now)).isEmpty();
        watchers.clear();
        watchers.add(8L);
        assertThat(ailments(now)).containsExactly("VI_1 was MASTER and is FAULT");
    }

    @Test
    void onlyAFaultIsExplained() {
        links.clear();
        assertThat(ailments("INIT 3600")).isNotEmpty();
    }

    @Test
    void aRouterThatDoesNotRunIsAnAilment() {
        assertThat(of("").ailments(of("BACKUP 3600 192.0.2.2"), surroundings))
                .containsExactly("VI_1 was BACKUP and is not running");
    }

    @Test
    void mastersThatNobodyRunsAreNamed() {
        Wellness before =
                Wellness.of(Set.of(), Set.of(), Map.of("A", "MASTER 3600", "B", "BACKUP 3600", "C", "MASTER 900"));
        Wellness now = Wellness.of(Set.of(), Set.of(), Map.of("C", "MASTER 900"));
        assertThat(now.mastersNoMore(before)).containsExactly("A");
    }

    @Test
    void backupsOfMastersAlonePressForTime() {
        assertThat(of("MASTER 3600 192.0.2.1").patience()).isEqualTo(3600);
        assertThat(of("BACKUP 3600 192.0.2.2").patience()).isEqualTo(Long.MAX_VALUE);
    }
}

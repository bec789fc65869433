package org.gemel.appliance.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.event.Event;
import org.gemel.api.status.VrrpState;
import org.junit.jupiter.api.Test;

class LaneTest {

    private final Lane lane = new Lane();

    @Test
    void whatWaitsIsToldInOrder() {
        add(Notices.problem("one"));
        add(Notices.entered("VI_1", VrrpState.MASTER));
        add(Notices.problem("two"));
        assertThat(all()).containsExactly("problem one", "MASTER", "problem two");
    }

    @Test
    void aStateThatWaitsGivesWayToANewerOne() {
        add(Notices.entered("VI_1", VrrpState.MASTER));
        add(Notices.problem("one"));
        add(Notices.entered("VI_1", VrrpState.BACKUP));
        assertThat(all()).containsExactly("problem one", "BACKUP");
    }

    @Test
    void whatGaveWayIsCounted() {
        add(Notices.entered("VI_1", VrrpState.MASTER));
        add(Notices.entered("VI_1", VrrpState.BACKUP));
        add(Notices.entered("VI_1", VrrpState.MASTER));
        assertThat(begin().superseded()).isEqualTo(2);
    }

    @Test
    void theStateThatIsBeingToldGivesNoWay() {
        add(Notices.entered("VI_1", VrrpState.MASTER));
        Lane.Waiting begun = begin();
        add(Notices.entered("VI_1", VrrpState.BACKUP));
        lane.end(begun);
        assertThat(all()).containsExactly("BACKUP");
        assertThat(begun.superseded()).isZero();
    }

    @Test
    void nothingBeginsBeforeTheFormerHasEnded() {
        add(Notices.entered("VI_1", VrrpState.MASTER));
        add(Notices.problem("one"));
        Lane.Waiting begun = begin();
        assertThat(lane.begin()).isNull();
        lane.end(begun);
        assertThat(lane.begin()).isNotNull();
    }

    @Test
    void theEndIsAStateToo() {
        add(Notices.entered("VI_1", VrrpState.INIT));
        add(Notices.of(new Event.Ended(Notices.NOW, "VI_1", Event.End.STOPPED, 100)));
        assertThat(all()).containsExactly("STOP");
    }

    @Test
    void whatLeadsToTheEndDoesNotCount() {
        add(Notices.entered("VI_1", VrrpState.INIT));
        add(Notices.of(new Event.Ended(Notices.NOW, "VI_1", Event.End.STOPPED, 100)));
        assertThat(begin().superseded()).isZero();
    }

    @Test
    void aPriorityGivesWayToANewerOneAndToNothingElse() {
        add(Notices.of(new Event.PriorityChanged(Notices.NOW, "VI_1", 100, 90, "")));
        add(Notices.entered("VI_1", VrrpState.BACKUP));
        add(Notices.of(new Event.PriorityChanged(Notices.NOW, "VI_1", 90, 80, "")));
        assertThat(all()).containsExactly("BACKUP", "priority 90 -> 80");
    }

    @Test
    void problemsAreBoundedAndNeverAtTheCostOfTheState() {
        add(Notices.entered("VI_1", VrrpState.MASTER));
        for (int i = 0; i < 10_000; i++) {
            add(Notices.problem(Integer.toString(i)));
        }
        assertThat(all()).hasSize(Lane.CAPACITY).startsWith("MASTER").endsWith("problem 9999");
    }

    private void add(org.gemel.api.notifier.Notice notice) {
        lane.add(notice);
    }

    private Lane.Waiting begin() {
        Lane.Waiting begun = lane.begin();
        assertThat(begun).isNotNull();
        return begun;
    }

    private List<String> all() {
        List<String> words = new ArrayList<>();
        lane.waiting().forEach(each -> words.add(Words.of(each.notice().event())));
        return words;
    }
}

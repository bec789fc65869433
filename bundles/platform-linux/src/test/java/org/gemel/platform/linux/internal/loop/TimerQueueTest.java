package org.gemel.platform.linux.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.gemel.api.platform.EventLoop.Timer;
import org.junit.jupiter.api.Test;

class TimerQueueTest {

    private final TimerQueue queue = new TimerQueue();
    private final List<String> fired = new ArrayList<>();

    @Test
    void timersFireInTheOrderOfTheirDeadlines() {
        timer("late").arm(30);
        timer("early").arm(10);
        timer("middle").arm(20);

        fire(30);

        assertThat(fired).containsExactly("early", "middle", "late");
    }

    @Test
    void equalDeadlinesFireInTheOrderOfArming() {
        Timer first = timer("first");
        Timer second = timer("second");
        second.arm(10);
        first.arm(10);

        fire(10);

        assertThat(fired).containsExactly("second", "first");
    }

    @Test
    void aTimerFiresAtItsDeadlineAndNotBefore() {
        timer("a").arm(10);

        fire(9);
        assertThat(fired).isEmpty();

        fire(10);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void aTimerFiresOnceForEachArming() {
        Timer timer = timer("a");
        timer.arm(10);

        fire(10);
        fire(20);

        assertThat(fired).containsExactly("a");
        assertThat(timer.armed()).isFalse();
    }

    @Test
    void armingAgainReplacesTheDeadline() {
        Timer timer = timer("a");
        timer.arm(10);
        timer.arm(20);

        fire(10);
        assertThat(fired).isEmpty();
        assertThat(timer.deadline()).isEqualTo(20);

        fire(20);
        assertThat(fired).containsExactly("a");
    }

    @Test
    void aDisarmedTimerDoesNotFire() {
        Timer timer = timer("a");
        timer.arm(10);
        timer.disarm();

        fire(10);

        assertThat(fired).isEmpty();
        assertThat(timer.armed()).isFalse();
    }

    @Test
    void aTimerDisarmedByOneThatFiresWithItDoesNotFire() {
        Timer victim = timer("victim");
        queue.newTimer(victim::disarm).arm(10);
        victim.arm(11);

        fire(20);

        assertThat(fired).isEmpty();
    }

    @Test
    void aTimerArmedAgainByOneThatFiresWithItWaitsForItsNewDeadline() {
        Timer victim = timer("victim");
        queue.newTimer(() -> victim.arm(30)).arm(10);
        victim.arm(11);

        fire(20);
        assertThat(fired).isEmpty();

        fire(30);
        assertThat(fired).containsExactly("victim");
    }

    @Test
    void aDueTimerIsArmedUntilItFires() {
        Timer later = timer("later");
        queue.newTimer(() -> fired.add("armed " + later.armed())).arm(10);
        later.arm(11);

        fire(20);

        assertThat(fired).containsExactly("armed true", "later");
    }

    @Test
    void aTimerThatArmsItselfForThePastFiresInTheNextTurn() {
        List<Timer> self = new ArrayList<>();
        self.add(queue.newTimer(() -> {
            fired.add("again");
            self.get(0).arm(0);
        }));
        self.get(0).arm(10);

        fire(10);
        assertThat(fired).hasSize(1);

        fire(10);
        assertThat(fired).hasSize(2);
    }

    @Test
    void deadlinesAreComparedAcrossTheOverflowOfTheClock() {
        timer("after").arm(Long.MIN_VALUE + 5);
        timer("before").arm(Long.MAX_VALUE - 5);

        fire(Long.MIN_VALUE + 10);

        assertThat(fired).containsExactly("before", "after");
    }

    @Test
    void anyMixOfArmingAndDisarmingFiresWhatIsArmedInOrder() {
        Random random = new Random(42);
        List<Timer> timers = new ArrayList<>();
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int number = i;
            timers.add(queue.newTimer(() -> order.add(timers.get(number).deadline())));
        }
        for (int step = 0; step < 5000; step++) {
            Timer timer = timers.get(random.nextInt(timers.size()));
            if (random.nextInt(3) == 0) {
                timer.disarm();
            } else {
                timer.arm(random.nextInt(1000));
            }
        }
        List<Long> expected = timers.stream()
                .filter(Timer::armed)
                .map(Timer::deadline)
                .sorted(Comparator.naturalOrder())
                .toList();

        fire(1000);

        assertThat(order).isEqualTo(expected).hasSizeGreaterThan(100);
        assertThat(queue.isEmpty()).isTrue();
    }

    private Timer timer(String name) {
        return queue.newTimer(() -> fired.add(name));
    }

    private void fire(long now) {
        queue.fire(now, (expiry, deadline) -> expiry.run());
    }
}

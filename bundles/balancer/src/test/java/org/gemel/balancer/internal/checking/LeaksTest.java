package org.gemel.balancer.internal.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeaksTest {

    private static final long MB = 1 << 20;

    private final FakeHeap heap = new FakeHeap();
    private final Map<String, FakeSuspect> suspects = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Leaks leaks = new Leaks(heap);
    private final List<Runnable> later = new ArrayList<>();
    private boolean slow;
    private long now;

    /** 100 MB, of which some are garbage and some are kept by suspects. */
    private final class FakeHeap implements Leaks.Heap {

        private long others = 20 * MB;
        private long garbage;
        private long lastLive;

        private long live() {
            return others
                    + suspects.values().stream().mapToLong(each -> each.holds).sum();
        }

        /** What the JVM does by itself where memory is short. */
        private void collectedByItself() {
            lastLive = live() + garbage;
        }

        @Override
        public boolean isShort() {
            return lastLive > 85 * MB;
        }

        @Override
        public long size() {
            return 100 * MB;
        }

        @Override
        public long collect() {
            told.add("collected");
            garbage = 0;
            lastLive = live();
            return lastLive;
        }
    }

    private final class FakeSuspect implements Leaks.Suspect {

        private final String name;
        private final long wants;
        private long holds;
        private boolean out;

        FakeSuspect(String name, long megabytes) {
            this.name = name;
            wants = megabytes * MB;
            holds = wants;
            suspects.put(name, this);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public CompletableFuture<Void> giveUp() {
            told.add(name + " closed");
            CompletableFuture<Void> given = new CompletableFuture<>();
            later.add(() -> {
                holds = 0;
                given.complete(null);
            });
            if (!slow) {
                doLater();
            }
            return given;
        }

        @Override
        public void keepOut(long bytes) {
            told.add(name + " kept " + bytes / MB);
            out = true;
        }

        @Override
        public void takeBack() {
            told.add(name + " back");
            holds = wants;
        }
    }

    private void doLater() {
        later.forEach(Runnable::run);
        later.clear();
    }

    private void inspect(int times) {
        for (int i = 0; i < times; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(250);
            leaks.inspect(
                    now,
                    () -> suspects.values().stream().filter(each -> !each.out).toList());
        }
    }

    @Test
    void nothingIsCollectedWhileTheJvmDoesNotSayThatItIsShort() {
        new FakeSuspect("a", 50);
        heap.garbage = 29 * MB;
        inspect(100);

        assertThat(told).isEmpty();
    }

    @Test
    void nobodyIsClosedWhereWhatWasShortIsGarbageByNow() {
        new FakeSuspect("a", 5);
        heap.garbage = 70 * MB;
        heap.collectedByItself();
        inspect(10);

        assertThat(told).containsExactly("collected");
    }

    @Test
    void whoKeepsMemoryIsPutOutAtTheFirstShortAndTheOthersGoOn() {
        new FakeSuspect("a", 1);
        new FakeSuspect("b", 60);
        new FakeSuspect("c", 9);
        heap.collectedByItself();
        inspect(100);

        assertThat(told)
                .containsExactly("collected", "a closed", "collected", "a back", "b closed", "collected", "b kept 59");
    }

    @Test
    void whoeverHoldsTheSameAgainAtOnceIsInnocentWhereThatIsLittle() {
        new FakeSuspect("a", 10);
        heap.others = 80 * MB;
        heap.collectedByItself();
        inspect(100);

        assertThat(told).containsExactly("collected", "a closed", "collected", "a back");
    }

    @Test
    void aSearchInVainIsRepeatedTenMinutesLater() {
        new FakeSuspect("a", 1);
        heap.others = 90 * MB;
        heap.collectedByItself();
        inspect(1000);
        assertThat(told).containsOnlyOnce("a closed");

        inspect(4 * 60 * 10);
        assertThat(told).filteredOn("a closed"::equals).hasSize(2);
    }

    @Test
    void whereNobodyIsSuspectedNothingIsCollected() {
        heap.others = 90 * MB;
        heap.collectedByItself();
        inspect(100);

        assertThat(told).isEmpty();
    }

    @Test
    void whoTakesLongToGiveUpIsWaitedFor() {
        new FakeSuspect("a", 70);
        heap.collectedByItself();
        slow = true;
        inspect(5);
        assertThat(told).containsExactly("collected", "a closed");

        doLater();
        inspect(1);
        assertThat(told).endsWith("a kept 70");
    }

    @Test
    void whoDoesNotGiveUpIsTakenBackAndTheOthersAreLookedAt() {
        new FakeSuspect("a", 10);
        FakeSuspect guilty = new FakeSuspect("b", 60);
        heap.collectedByItself();
        slow = true;
        inspect(21);
        assertThat(told).containsExactly("collected", "a closed", "collected", "a back", "b closed");

        guilty.holds = 0;
        later.remove(0);
        doLater();
        inspect(1);
        assertThat(told).endsWith("b kept 60");
    }
}

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
    private final Map<String, Long> kept = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private final Leaks leaks = new Leaks(heap);
    private final List<Runnable> later = new ArrayList<>();
    private boolean slow;
    private long now;

    /** 100 MB, of which some are garbage and some are kept by suspects. */
    private final class FakeHeap implements Leaks.Heap {

        private long others = 20 * MB;
        private long garbage;

        @Override
        public long size() {
            return 100 * MB;
        }

        @Override
        public long used() {
            return others
                    + garbage
                    + kept.values().stream().mapToLong(Long::longValue).sum();
        }

        @Override
        public long live() {
            told.add("collected");
            garbage = 0;
            return used();
        }
    }

    private void inspect(int times) {
        for (int i = 0; i < times; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(250);
            leaks.inspect(
                    now,
                    () -> kept.keySet().stream()
                            .map(name -> new Leaks.Suspect(
                                    () -> giveUp(name), bytes -> told.add(name + " kept " + bytes / MB)))
                            .toList());
        }
    }

    private CompletableFuture<Void> giveUp(String name) {
        CompletableFuture<Void> given = new CompletableFuture<>();
        later.add(() -> {
            kept.put(name, 0L);
            given.complete(null);
        });
        if (!slow) {
            doLater();
        }
        return given;
    }

    private void doLater() {
        later.forEach(Runnable::run);
        later.clear();
    }

    @Test
    void whoTakesLongToGiveUpIsWaitedFor() {
        kept.put("a", 90 * MB);
        kept.put("b", MB);
        slow = true;
        inspect(5);
        assertThat(told).containsExactly("collected");

        doLater();
        inspect(1);
        assertThat(told).contains("a kept 90");
    }

    @Test
    void nobodyIsBlamedForWhatIsFreedTooLate() {
        kept.put("a", 85 * MB);
        kept.put("b", MB);
        slow = true;
        inspect(30);
        doLater();
        inspect(30);

        assertThat(told).noneMatch(each -> each.contains("kept"));
    }

    @Test
    void whereMemoryIsShortWhoKeepsItIsToldFromTheOthers() {
        kept.put("a", MB);
        kept.put("b", 60 * MB);
        kept.put("c", 5 * MB);
        inspect(10);

        assertThat(told).filteredOn(each -> each.contains("kept")).containsExactly("b kept 60");
    }

    @Test
    void nobodyIsSuspectedWhereMostIsGarbage() {
        kept.put("a", 5 * MB);
        heap.garbage = 70 * MB;
        inspect(10);

        assertThat(told).containsExactly("collected");
        assertThat(kept).containsEntry("a", 5 * MB);
    }

    @Test
    void nothingIsCollectedWhileThereIsEnough() {
        kept.put("a", 50 * MB);
        inspect(10);

        assertThat(told).isEmpty();
    }

    @Test
    void whereOthersKeepItTheSuspectsAreEmptiedOnceInAWhileOnly() {
        kept.put("a", MB);
        heap.others = 90 * MB;
        inspect(60);

        assertThat(told).as("within 15 s").containsExactly("collected", "collected");
    }
}

package org.gemel.dataplane.nftables.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void weightsAreInterleaved() {
        assertThat(Slots.weighted(List.of(5, 1, 1))).containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void whatAllWeightsHaveInCommonDoesNotCount() {
        assertThat(Slots.weighted(List.of(200, 100))).containsExactly(0, 1, 0);
    }

    @Test
    void withoutAWeightThereIsNoSlot() {
        assertThat(Slots.weighted(List.of(0, 3, 0))).containsOnly(1);
        assertThat(Slots.weighted(List.of(0, 0))).isEmpty();
        assertThat(Slots.weighted(List.of())).isEmpty();
        assertThat(Slots.heaviest(List.of(0))).isEmpty();
        assertThat(Slots.consistent(List.of(0), List.of("a"))).isEmpty();
    }

    @Test
    void largeWeightsAreRoundedByLessThanTwoPercentAndNobodyIsForgotten() {
        List<Integer> weights = List.of(65535, 40009, 10007, 1);
        double sum = weights.stream().mapToInt(weight -> weight).sum();

        int[] round = Slots.weighted(weights);

        assertThat(round.length).isLessThanOrEqualTo(Slots.MOST + weights.size());
        for (int i = 0; i < weights.size(); i++) {
            assertThat(share(round, i))
                    .isCloseTo(weights.get(i) / sum, within(0.02))
                    .isPositive();
        }
    }

    @Test
    void equallyEachComesOnce() {
        assertThat(Slots.equal(List.of(7, 0, 2))).containsExactlyInAnyOrder(0, 2);
    }

    @Test
    void theFirstOfTheHeaviestServes() {
        assertThat(Slots.heaviest(List.of(1, 3, 3))).containsExactly(1);
    }

    @Test
    void aConsistentRoundHasTheSharesThatWeightsSay() {
        int[] round = Slots.consistent(List.of(1, 2, 1), List.of("a", "b", "c"));

        assertThat(share(round, 1)).isCloseTo(0.5, within(0.02));
        assertThat(share(round, 0)).isCloseTo(0.25, within(0.02));
    }

    @Test
    void aConsistentRoundKeepsMostSlotsWhenOneOfTenGoes() {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "server" + i).toList();
        int[] before = Slots.consistent(names.stream().map(name -> 1).toList(), names);
        int[] after = Slots.consistent(
                names.stream().map(name -> name.equals("server4") ? 0 : 1).toList(), names);

        assertThat(after).hasSameSizeAs(before).doesNotContain(4);
        long moved = IntStream.range(0, before.length)
                .filter(slot -> before[slot] != 4 && before[slot] != after[slot])
                .count();
        assertThat((double) moved / before.length).isLessThan(0.15);
    }

    private static double share(int[] round, int which) {
        return (double) Arrays.stream(round).filter(each -> each == which).count() / round.length;
    }
}

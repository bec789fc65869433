package org.gemel.dataplane.nftables.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns weights into a round of slots, each of which is one destination's. */
final class Slots {

    /** What a round has at most, if all its destinations fit several times; beyond it, weights are rounded. */
    static final int MOST = 256;

    /** How often a destination of mean weight comes in a round whose weights are rounded. */
    private static final int TURNS = 16;

    private Slots() {}

    /**
     * A round in which each comes as often as its weight says, and never more often in a row than it must.
     *
     * @param weights at least 0
     * @return for each slot the index of a destination; empty if there is no weight
     */
    static int[] weighted(List<Integer> weights) {
        int[] turns = turns(weights);
        int total = Arrays.stream(turns).sum();
        int[] round = new int[total];
        int[] credit = new int[turns.length];
        for (int slot = 0; slot < total; slot++) {
            int best = -1;
            for (int i = 0; i < turns.length; i++) {
                credit[i] += turns[i];
                if (turns[i] > 0 && (best < 0 || credit[i] > credit[best])) {
                    best = i;
                }
            }
            credit[best] -= total;
            round[slot] = best;
        }
        return round;
    }

    /** A round in which each that has a weight comes once. */
    static int[] equal(List<Integer> weights) {
        return weighted(weights.stream().map(weight -> Math.min(weight, 1)).toList());
    }

    /** A round of one: who weighs most, the first of several. */
    static int[] heaviest(List<Integer> weights) {
        int best = -1;
        for (int i = 0; i < weights.size(); i++) {
            if (weights.get(i) > 0 && (best < 0 || weights.get(i) > weights.get(best))) {
                best = i;
            }
        }
        return best < 0 ? new int[0] : new int[] {best};
    }

    /**
     * A round that changes little when a destination comes or goes (Maglev, Eisenbud and others 2016, 3.4).
     *
     * @param names what each destination is called, which decides where it comes
     */
    static int[] consistent(List<Integer> weights, List<String> names) {
        int[] turns = turns(weights);
        int total = Arrays.stream(turns).sum();
        if (total == 0) {
            return new int[0];
        }
        int size = prime(total);
        int[] round = new int[size];
        Arrays.fill(round, -1);
        int[] next = new int[turns.length];
        int filled = 0;
        while (filled < size) {
            for (int i = 0; i < turns.length && filled < size; i++) {
                int hash = spread(names.get(i).hashCode());
                int offset = Math.floorMod(hash, size);
                int skip = 1 + Math.floorMod(spread(hash), size - 1);
                for (int turn = 0; turn < turns[i] && filled < size; turn++) {
                    int slot;
                    do {
                        slot = (int) ((offset + (long) next[i]++ * skip) % size);
                    } while (round[slot] >= 0);
                    round[slot] = i;
                    filled++;
                }
            }
        }
        return round;
    }

    private static int prime(int total) {
        int[] primes = {251, 509, 1021, 2039, 4093};
        for (int prime : primes) {
            // Each turn wants several slots, or the smallest weights would be rounded badly.
            if (prime >= 4 * total) {
                return prime;
            }
        }
        return primes[primes.length - 1];
    }

    private static int spread(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }

    /** How often each comes in a round: as weights say if that is possible, else rounded, but at least once. */
    private static int[] turns(List<Integer> weights) {
        int divisor = 0;
        long sum = 0;
        int positive = 0;
        for (int weight : weights) {
            divisor = gcd(weight, divisor);
            sum += weight;
            positive += weight > 0 ? 1 : 0;
        }
        int[] turns = new int[weights.size()];
        if (sum == 0) {
            return turns;
        }
        long most = Math.max(MOST, (long) TURNS * positive);
        boolean exact = sum / divisor <= most;
        for (int i = 0; i < turns.length; i++) {
            int weight = weights.get(i);
            turns[i] = exact
                    ? weight / divisor
                    : weight == 0 ? 0 : (int) Math.max(1, Math.round((double) weight * most / sum));
        }
        return turns;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** The chains of a round. */
    static List<String> named(int[] round, List<String> chains) {
        List<String> slots = new ArrayList<>(round.length);
        for (int each : round) {
            slots.add(chains.get(each));
        }
        return slots;
    }
}

package org.gemel.demo.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gemel.demo.lab.Ownership.Span;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static AddressChange change(int second, String node, boolean present) {
        return new AddressChange(START.plusSeconds(second), node, new HeldAddress("10.0.0.1", 24, 4), present);
    }

    private static Ownership of(AddressChange... changes) {
        return Ownership.of("10.0.0.1", List.of(changes), START, START.plusSeconds(10));
    }

    @Test
    void spansFollowEachOtherFromBeginToEnd() {
        assertThat(of(change(2, "r1", true), change(5, "r1", false), change(6, "r2", true))
                        .spans())
                .containsExactly(
                        new Span(Set.of(), START, START.plusSeconds(2)),
                        new Span(Set.of("r1"), START.plusSeconds(2), START.plusSeconds(5)),
                        new Span(Set.of(), START.plusSeconds(5), START.plusSeconds(6)),
                        new Span(Set.of("r2"), START.plusSeconds(6), START.plusSeconds(10)));
    }

    @Test
    void aRenewalIsNoChange() {
        assertThat(of(change(0, "r1", true), change(1, "r1", true)).spans()).hasSize(1);
    }

    @Test
    void twoOwnersAreCounted() {
        Ownership ownership = of(change(0, "r1", true), change(4, "r2", true), change(7, "r1", false));

        assertThat(ownership.timeWithOwners(2)).isEqualTo(Duration.ofSeconds(3));
        assertThat(ownership.timeWithOwners(0)).isZero();
    }

    @Test
    void changesBeforeTheBeginTellWhoHeldItThen() {
        Ownership ownership =
                Ownership.of("10.0.0.1", List.of(change(1, "r1", true)), START.plusSeconds(3), START.plusSeconds(5));

        assertThat(ownership.spans())
                .containsExactly(new Span(Set.of("r1"), START.plusSeconds(3), START.plusSeconds(5)));
    }
}
